// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>

#include "app/demo_store.h"
#include "base/log.h"

namespace sen::app::test {

/// A visit that has just begun, to a store with version 1 of the demo pack.
struct Visit {
    explicit Visit(Size size = {1920, 1080}, OtherTexts texts = OtherTexts::None) {
        log::set_level(log::Level::Error);
        store.set_other_texts(texts);
        store.install(1, "Đất");
        demo.emplace(store.path(), size);
        demo->tap(Point{size.width / 2, size.height / 3});
        REQUIRE(demo->kiosk().mode() == Kiosk::Mode::Visit);
    }
    Kiosk& kiosk() { return demo->kiosk(); }
    const std::string& word(const char* key) { return kiosk().context().string(key); }
    void open(const char* exhibit) {
        using screens::Place;
        kiosk().open({Place::Kind::Collection, "demo/mot"});
        kiosk().open({Place::Kind::Exhibit, std::string("demo/") + exhibit});
        demo->wait(std::chrono::seconds(1));
    }

    DemoStore store;
    std::optional<DemoKiosk> demo;
};

}  // namespace sen::app::test
