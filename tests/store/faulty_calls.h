// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sanitized.h"
#include "store/system_calls.h"

namespace sen::test {

/// Sweeps over all calls or all moments take every one; where AddressSanitizer makes each ten times
/// as slow, every seventh, unless SEN_SWEEP=all in the environment asks for all.
inline const int kSweepStep = [] {
    const char* value = std::getenv("SEN_SWEEP");
    const bool is_whole = value != nullptr && std::string_view(value) == "all";
    return kIsSanitized && !is_whole ? 7 : 1;
}();

/// Asks `before` ahead of each call, with the call's name; a negative answer is the call's answer
/// and the call is not made. Counts the calls and watches that no failed fsync is tried again.
/// Good for dead processes, not for cut power: see PowerCutModel.
class FaultyCalls : public store::SystemCalls {
  public:
    std::function<int(const char* call, const std::string& name)> before;
    /// How many of the bytes that a read or a write is asked for it moves, 1 or more; all without.
    std::function<std::size_t(std::size_t bytes)> moved;
    int calls = 0;
    int syncs = 0;
    bool is_sync_repeated = false;  ///< after it failed on that file
    /// Off: what a process wrote outlives it in memory, so nothing is flushed and tests stay quick.
    bool is_flushing = false;

    int open(int directory, const std::string& name, int flags, mode_t mode) override {
        if (const int code = ask("open", name)) return code;
        return SystemCalls::open(directory, name, flags, mode);
    }
    ssize_t read(int fd, std::span<std::byte> buffer, off_t offset) override {
        if (const int code = ask("read")) return code;
        return SystemCalls::read(fd, moved ? buffer.first(moved(buffer.size())) : buffer, offset);
    }
    ssize_t write(int fd, std::span<const std::byte> bytes) override {
        if (const int code = ask("write")) return code;
        return SystemCalls::write(fd, moved ? bytes.first(moved(bytes.size())) : bytes);
    }
    int allocate(int fd, std::uint64_t length) override {
        if (const int code = ask("allocate")) return code;
        return SystemCalls::allocate(fd, length);
    }
    int sync(int fd) override {
        ++syncs;
        struct stat facts {};
        SystemCalls::status(fd, facts);
        const auto file = std::pair(facts.st_dev, facts.st_ino);
        is_sync_repeated = is_sync_repeated || failed_syncs_.contains(file);
        int answer = ask("sync");
        if (answer == 0 && is_flushing) answer = SystemCalls::sync(fd);
        if (answer < 0) failed_syncs_.insert(file);
        return answer;
    }
    int sync_disk(int fd) override {
        ++syncs;
        is_sync_repeated = is_sync_repeated || has_disk_sync_failed_;
        int answer = ask("sync_disk");
        if (answer == 0 && is_flushing) answer = SystemCalls::sync_disk(fd);
        has_disk_sync_failed_ = has_disk_sync_failed_ || answer < 0;
        return answer;
    }
    int start_writing(int fd) override {
        const int code = ask("start_writing");
        return code != 0 || !is_flushing ? code : SystemCalls::start_writing(fd);
    }
    int read_afresh(int fd, std::uint64_t length) override {
        const int code = ask("read_afresh");
        return code != 0 || !is_flushing ? code : SystemCalls::read_afresh(fd, length);
    }
    int change_mode(int fd, mode_t mode) override {
        if (const int code = ask("change_mode")) return code;
        return SystemCalls::change_mode(fd, mode);
    }
    int rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
               unsigned flags) override {
        if (const int code = ask("rename", to)) return code;
        return SystemCalls::rename(from_directory, from, to_directory, to, flags);
    }
    int unlink(int directory, const std::string& name, int flags) override {
        if (const int code = ask("unlink", name)) return code;
        return SystemCalls::unlink(directory, name, flags);
    }
    int make_directory(int directory, const std::string& name, mode_t mode) override {
        if (const int code = ask("make_directory", name)) return code;
        return SystemCalls::make_directory(directory, name, mode);
    }
    int make_link(const std::string& target, int directory, const std::string& name) override {
        if (const int code = ask("make_link", name)) return code;
        return SystemCalls::make_link(target, directory, name);
    }
    int status(int fd, struct stat& facts) override {
        if (const int code = ask("status")) return code;
        return SystemCalls::status(fd, facts);
    }
    int status_at(int directory, const std::string& name, struct stat& facts) override {
        if (const int code = ask("status_at", name)) return code;
        return SystemCalls::status_at(directory, name, facts);
    }
    int space(int fd, struct statvfs& facts) override {
        if (const int code = ask("space")) return code;
        return SystemCalls::space(fd, facts);
    }
    int list(int directory, std::vector<std::string>& names) override {
        if (const int code = ask("list")) return code;
        return SystemCalls::list(directory, names);
    }
    int lock(int fd) override {
        if (const int code = ask("lock")) return code;
        return SystemCalls::lock(fd);
    }

  private:
    int ask(const char* call, const std::string& name = {}) {
        ++calls;
        return before ? before(call, name) : 0;
    }

    bool has_disk_sync_failed_ = false;
    std::set<std::pair<dev_t, ino_t>> failed_syncs_;
};

}  // namespace sen::test
