// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "films.h"
#include "media/media_player.h"
#include "stage.h"

using namespace sen;
using namespace sen::media;

namespace {
/// The hostile player under a name that tells it what to do.
class Hostile {
  public:
    explicit Hostile(const std::string& rule)
        : directory_(TemporaryDirectory::create().value()),
          program_(directory_.path() / ("player@" + rule)) {
        std::filesystem::create_symlink(Stage::hostile_player(), program_);
    }
    const std::filesystem::path& program() const { return program_; }

  private:
    TemporaryDirectory directory_;
    std::filesystem::path program_;
};
}  // namespace

TEST_CASE("media: a player that makes no sense is killed, three times more, and given up") {
    for (const char* rule :
         {"exits", "wrong-version", "not-ready", "junk", "twice-ready", "unknown-type",
          "kiosk-type", "oversized", "short", "empty", "future", "future-command", "bad-time",
          "flood", "descriptors", "index-3", "index-huge"}) {
        CAPTURE(rule);
        const int descriptors = open_descriptors();
        {
            const Hostile hostile(rule);
            Stage stage(hostile.program());

            stage.player().play(Films::all().longer());
            // The clock stands still: it is the sense that is judged, not the time.
            REQUIRE(stage.run_until_state(PlayState::Failed));

            CHECK(stage.player().restarts() == 3);
            CHECK(stage.player().child_pid() == -1);
            CHECK(stage.frames() == 0);
        }
        CHECK(open_descriptors() == descriptors);
        CHECK(children() == 0);
    }
}

TEST_CASE("media: a player that shows nothing new is given up, whatever it says") {
    for (const char* rule : {"silent", "liar", "frozen"}) {
        CAPTURE(rule);
        const Hostile hostile(rule);
        Stage stage(hostile.program());

        stage.player().play(Films::all().longer());
        REQUIRE(stage.run_until_state_with_clock(PlayState::Failed, Milliseconds(100)));

        CHECK(stage.player().restarts() == 3);
        CHECK((stage.frames() > 0) == (rule == std::string("frozen")));
    }
}

TEST_CASE("media: a hostile player that was only warmed up is put away") {
    const Hostile hostile("junk");
    Stage stage(hostile.program());

    stage.player().warm_up();
    REQUIRE(stage.run_until([&] { return stage.player().child_pid() == -1; }));

    CHECK(stage.player().state() == PlayState::Stopped);
    CHECK(stage.player().restarts() == 0);
}
