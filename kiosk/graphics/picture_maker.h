// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/digest.h"
#include "base/geometry.h"
#include "base/result.h"
#include "graphics/bitmap.h"

namespace sen::graphics {

/// A picture at just one size.
struct PictureRequest {
    Digest object;
    Size target;
    Fit fit = Fit::Cover;
    bool operator==(const PictureRequest&) const = default;
};

struct PictureRequestHash {
    std::size_t operator()(const PictureRequest& request) const;
};

using ReadObject = std::function<Result<std::string>(const Digest&)>;

/// Reads an object and decodes it at the size asked for; any thread.
Result<Bitmap> make_picture(const ReadObject& read, const PictureRequest& request);

/// One thread, of low priority after its first picture, that makes pictures: those asked for in the
/// newest frame first, and in the order of asking within it. `read` and `wake` are called on that
/// thread with no lock held; everything else is called on the thread that owns the maker.
class PictureMaker {
  public:
    struct Made {
        PictureRequest request;
        Result<Bitmap> bitmap;
    };

    PictureMaker(ReadObject read, std::function<void()> wake);
    /// Waits for the picture being made, if any.
    ~PictureMaker();

    void ask(const PictureRequest& request, std::uint64_t frame);
    /// False when it is too late: being made, or done.
    bool take_back(const PictureRequest& request);
    /// The oldest finished one.
    std::optional<Made> take();
    bool has_finished() const;
    bool is_idle() const;  ///< nothing asked for, nothing being made, nothing to take
    /// Forgets everything; a picture being made is thrown away when it is done.
    void clear();

  private:
    struct Asked {
        PictureRequest request;
        std::uint64_t frame = 0;
    };

    void run();
    Asked take_newest();

    const ReadObject read_;
    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    std::vector<Asked> asked_;
    std::vector<Made> made_;
    std::uint64_t epoch_ = 0;  // counts clear()
    bool is_making_ = false;
    bool is_stopping_ = false;
    std::thread thread_;  // last: it uses the rest
};

}  // namespace sen::graphics
