// SPDX-License-Identifier: Apache-2.0
#include "checked_media.h"

#include <fmt/format.h>

#include <sstream>
#include <system_error>

#include "base/digest.h"
#include "base/file.h"

namespace sen::pack {

CheckedMedia CheckedMedia::load(std::filesystem::path file) {
    constexpr std::uint64_t kMostBytes = 64 << 20;  // far more than a folder may hold
    CheckedMedia checked(std::move(file));
    std::istringstream lines(read_file(checked.file_, kMostBytes).value_or(""));
    for (std::string mark; std::getline(lines, mark);) checked.marks_.insert(mark);
    return checked;
}

Result<void> CheckedMedia::save() const {
    std::string text;
    for (const std::string& mark : marks_) text += mark + '\n';
    return write_file_atomically(file_, text);
}

std::string CheckedMedia::mark_of(const MediaUse& use) {
    if (use.kind == MediaUse::Kind::Film) return {};
    std::error_code error;
    const auto bytes = std::filesystem::file_size(use.file, error);
    if (error) return {};
    const auto time = std::filesystem::last_write_time(use.file, error).time_since_epoch().count();
    if (error) return {};
    return sha256(fmt::format("{} {} {} {}", static_cast<int>(use.kind), bytes, time,
                              use.file.string()))
        .hex();
}

}  // namespace sen::pack
