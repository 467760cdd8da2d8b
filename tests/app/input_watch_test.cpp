// SPDX-License-Identifier: Apache-2.0
// Named pipes play the devices: they are opened, polled and read in the same way.
#include "app/input_watch.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "base/file.h"

using namespace sen;
using namespace sen::app;

namespace {

constexpr Milliseconds kAtOnce{0};
constexpr Milliseconds kForEver{60'000};  // reached only by a failure

struct Device {
    explicit Device(const std::filesystem::path& file) {
        REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
        end = ::open(file.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
        REQUIRE(end >= 0);
    }
    ~Device() { ::close(end); }
    void report() const { REQUIRE(::write(end, "touch", 5) == 5); }
    int end = -1;
};

}  // namespace

TEST_CASE("input watch: it sleeps until a device tells something, and once for each time") {
    const auto directory = TemporaryDirectory::create().value();
    const Device touch(directory.path() / "event0"), key(directory.path() / "event7");
    InputWatch watch(directory.path());
    REQUIRE(watch.is_complete());
    CHECK_FALSE(watch.wait(kAtOnce));

    touch.report();
    touch.report();
    CHECK(watch.wait(kForEver));
    CHECK_FALSE(watch.wait(kAtOnce));
    key.report();
    CHECK(watch.wait(kForEver));
    CHECK_FALSE(watch.wait(kAtOnce));
}

TEST_CASE("input watch: another thread wakes it") {
    const auto directory = TemporaryDirectory::create().value();
    InputWatch watch(directory.path());

    std::thread worker([&] { watch.wake(); });
    CHECK(watch.wait(kForEver));
    worker.join();
    CHECK_FALSE(watch.wait(kAtOnce));
}

TEST_CASE("input watch: a panel that is plugged in later is listened to") {
    const auto directory = TemporaryDirectory::create().value();
    InputWatch watch(directory.path());
    const Device touch(directory.path() / "event3");

    CHECK(watch.wait(kForEver));  // the directory has changed: SDL is to look
    while (watch.wait(kAtOnce)) {
    }
    touch.report();
    CHECK(watch.wait(kForEver));
    CHECK_FALSE(watch.wait(kAtOnce));
}

TEST_CASE("input watch: without the directory it sleeps, and is woken all the same") {
    const auto directory = TemporaryDirectory::create().value();
    InputWatch watch(directory.path() / "none");
    CHECK(watch.is_complete());
    CHECK_FALSE(watch.wait(kAtOnce));

    watch.wake();

    CHECK(watch.wait(kForEver));
}

TEST_CASE("input watch: where a device cannot be opened, SDL looks after a short while") {
    const auto directory = TemporaryDirectory::create().value();
    std::filesystem::create_symlink("nowhere", directory.path() / "event0");
    InputWatch watch(directory.path());

    CHECK_FALSE(watch.is_complete());
    CHECK(watch.wait(kForEver));
}
