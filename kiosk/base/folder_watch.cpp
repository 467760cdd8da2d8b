// SPDX-License-Identifier: Apache-2.0
#include "base/folder_watch.h"

#include <functional>
#include <string>
#include <system_error>
#include <utility>

namespace sen {

FolderWatch::FolderWatch(std::filesystem::path directory, Milliseconds beat, Milliseconds rest)
    : directory_(std::move(directory)), beat_(beat), rest_(rest), told_(look()), seen_(told_) {}

bool FolderWatch::has_changed(Milliseconds now) {
    if (now - looked_ < beat_) return false;
    looked_ = now;
    const std::uint64_t found = look();
    if (std::exchange(seen_, found) != found) changed_ = now;
    if (!changed_ || now - *changed_ < rest_) return false;
    changed_.reset();
    return std::exchange(told_, seen_) != seen_;
}

std::uint64_t FolderWatch::look() const {
    // A sum, for the order in which a directory is read may be any.
    std::uint64_t sum = 0;
    std::error_code error;
    std::filesystem::recursive_directory_iterator file(directory_, error), end;
    for (; !error && file != end; file.increment(error)) {
        if (file->path().filename().native().starts_with('.')) {
            file.disable_recursion_pending();
            continue;
        }
        std::error_code gone;
        const auto time = file->last_write_time(gone).time_since_epoch().count();
        const auto size = file->is_regular_file(gone) ? file->file_size(gone) : 0;
        sum += std::hash<std::string>{}(file->path().string() + ' ' + std::to_string(time) + ' ' +
                                        std::to_string(size));
    }
    return sum;
}

}  // namespace sen
