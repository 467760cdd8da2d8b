// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include "app/demo_store.h"
#include "publish/office.h"

namespace sen::month {

/// Everybody outside of the kiosk: a city's office that is the root of trust, a ward that publishes
/// its pack "demo" there, and the repository between them and the kiosk. All by the code of
/// sen-pack publish; only the pack is built by the tests' own hands, because ffmpeg takes minutes.
class World {
  public:
    /// Founds the office on that day. What the ward signs lasts until `ward_ends`.
    World(pack::Day today, pack::Day ward_ends);

    std::filesystem::path repository() const { return office_.repository(); }
    /// What a kiosk is given when it is set up.
    std::string root() const;
    void set_today(pack::Day day) { office_.date = day; }

    /// The ward's text is edited and published: the first collection is called title(version).
    void publish();
    /// The newest version in the repository.
    std::uint64_t version() const { return version_; }
    static std::string title(std::uint64_t version);
    /// The catalogue and the manifest of every version that was ever published, by SHA-256.
    const std::set<std::string>& published() const { return published_; }

    /// The story "cau" must not be shown any more, or may be shown again.
    void withdraw();
    void lift();
    bool is_withdrawn() const { return is_withdrawn_; }

    /// The city's machine signs the day again, as it does each night.
    void renew();
    /// The ward signs what it has published anew, until `ward_ends`.
    void renew_ward(pack::Day ward_ends);

    /// A byte of the newest catalogue is another one on the way to the kiosk, and then again right.
    void spoil();
    void mend();

  private:
    void release();
    void release_city();
    /// Both of the ward sign, for as long as it said.
    void release_ward();
    std::filesystem::path newest_catalogue() const;

    app::test::DemoStore ward_;
    test::Office office_;
    pack::Day ward_ends_;
    std::uint64_t version_ = 0;
    std::set<std::string> published_;
    std::string whole_;  ///< the bytes of what is spoilt
    bool is_withdrawn_ = false;
};

}  // namespace sen::month
