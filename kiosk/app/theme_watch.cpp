// SPDX-License-Identifier: Apache-2.0
#include "app/theme_watch.h"

#include <functional>
#include <string>
#include <system_error>
#include <utility>

namespace sen::app {

ThemeWatch::ThemeWatch(std::filesystem::path directory)
    : directory_(std::move(directory)), seen_(look()) {}

bool ThemeWatch::has_changed(Milliseconds now) {
    if (now - looked_ < kBeat) return false;
    looked_ = now;
    const std::uint64_t found = look();
    return std::exchange(seen_, found) != found;
}

std::uint64_t ThemeWatch::look() const {
    // A sum, for the order in which a directory is read may be any.
    std::uint64_t sum = 0;
    std::error_code error;
    std::filesystem::recursive_directory_iterator file(directory_, error), end;
    for (; !error && file != end; file.increment(error)) {
        std::error_code gone;
        const auto time = file->last_write_time(gone).time_since_epoch().count();
        const auto size = file->is_regular_file(gone) ? file->file_size(gone) : 0;
        sum += std::hash<std::string>{}(file->path().string() + ' ' + std::to_string(time) + ' ' +
                                        std::to_string(size));
    }
    return sum;
}

}  // namespace sen::app
