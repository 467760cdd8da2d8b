// SPDX-License-Identifier: Apache-2.0
#include "app/edid.h"

#include <doctest/doctest.h>

#include <array>

#include "base/file.h"

using namespace sen;
using namespace sen::app;

namespace {

/// The first block of a 21.5" monitor that says 48 x 27 cm and, with its mode, 476 x 268 mm.
class Edid {
  public:
    Edid() {
        for (std::size_t i = 1; i < 7; ++i) bytes_[i] = 0xFF;
        set_rough(48, 27);
        set_timing({1920, 1080}, {476, 268});
    }
    void set_rough(unsigned width_cm, unsigned height_cm) {
        bytes_[21] = width_cm;
        bytes_[22] = height_cm;
    }
    void set_timing(Size pixels, Size mm) {
        const auto low = [](int value) { return static_cast<unsigned>(value) & 255U; };
        const auto high = [](int value) { return static_cast<unsigned>(value) >> 8U; };
        bytes_[54] = 0x02, bytes_[55] = 0x3A;
        bytes_[56] = low(pixels.width), bytes_[58] = high(pixels.width) << 4U;
        bytes_[59] = low(pixels.height), bytes_[61] = high(pixels.height) << 4U;
        bytes_[66] = low(mm.width), bytes_[67] = low(mm.height);
        bytes_[68] = high(mm.width) << 4U | high(mm.height);
    }
    void leave_out_timing() { bytes_[54] = bytes_[55] = 0; }
    std::string bytes() const {
        std::string text;
        unsigned sum = 0;
        for (const unsigned byte : bytes_) text += static_cast<char>(byte), sum += byte;
        text.back() = static_cast<char>((256 - sum % 256) % 256);
        return text;
    }

  private:
    std::array<unsigned, 128> bytes_{};
};

std::optional<MonitorSize> parse(const std::string& bytes) {
    return parse_edid(std::as_bytes(std::span(bytes)));
}

void plug(const std::filesystem::path& card, const std::string& status, const std::string& edid) {
    std::filesystem::create_directories(card);
    REQUIRE(write_file_atomically(card / "status", status));
    REQUIRE(write_file_atomically(card / "edid", edid));
}

}  // namespace

TEST_CASE("edid: the mode's size is to the millimetre, the block's stands in for it") {
    Edid edid;

    CHECK(parse(edid.bytes())->millimetres == Size{476, 268});
    CHECK(parse(edid.bytes())->pixels == Size{1920, 1080});
    edid.leave_out_timing();
    CHECK(parse(edid.bytes())->millimetres == Size{480, 270});
    CHECK(parse(edid.bytes())->pixels == Size{});
}

TEST_CASE("edid: a size that nobody measured is no size") {
    Edid edid;
    edid.set_timing({1920, 1080}, {160, 90});
    CHECK(parse(edid.bytes())->millimetres == Size{480, 270});
    edid.set_rough(0, 0);  // a projector
    CHECK_FALSE(parse(edid.bytes()));
    edid.set_rough(79, 0);  // 1.4: a shape, 16:9
    CHECK_FALSE(parse(edid.bytes()));
    edid.set_rough(16, 9);
    CHECK_FALSE(parse(edid.bytes()));
    edid.set_rough(52, 52);  // pixels of 16:9 that would not be square
    CHECK_FALSE(parse(edid.bytes()));
    edid.set_rough(255, 143);
    CHECK(parse(edid.bytes())->millimetres == Size{2550, 1430});
}

TEST_CASE("edid: bytes that are no EDID are not believed") {
    const std::string good = Edid().bytes();

    CHECK_FALSE(parse(""));
    CHECK_FALSE(parse(good.substr(0, 127)));
    std::string other = good;
    other[0] = 1;
    CHECK_FALSE(parse(other));
    other = good;
    other[60] = static_cast<char>(other[60] ^ 1);  // the sum is wrong
    CHECK_FALSE(parse(other));
    CHECK(parse(good + std::string(128, 'x')));
}

TEST_CASE("edid: of several monitors none is taken, of one its size as the screen is turned") {
    const auto directory = TemporaryDirectory::create().value();
    CHECK_FALSE(monitor_size_mm(directory.path() / "none", {1920, 1080}));
    plug(directory.path() / "card0-HDMI-A-1", "connected\n", Edid().bytes());
    plug(directory.path() / "card0-HDMI-A-2", "disconnected\n", Edid().bytes());

    CHECK(monitor_size_mm(directory.path(), {1920, 1080}) == Size{476, 268});
    CHECK(monitor_size_mm(directory.path(), {1080, 1920}) == Size{268, 476});
    CHECK(monitor_size_mm(directory.path(), {1280, 720}) == Size{476, 268});
    CHECK_FALSE(monitor_size_mm(directory.path(), {1024, 768}));
    Edid other;
    other.set_timing({1920, 1080}, {600, 338});
    plug(directory.path() / "card0-HDMI-A-2", "connected\n", other.bytes());
    CHECK_FALSE(monitor_size_mm(directory.path(), {1920, 1080}));
}
