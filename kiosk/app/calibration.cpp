// SPDX-License-Identifier: Apache-2.0
#include "app/calibration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/event_queue.h"
#include "app/input.h"
#include "app/parts.h"
#include "base/log.h"
#include "ui/stage.h"

namespace sen::app {

namespace {
constexpr Milliseconds kPatience{120'000};
constexpr Milliseconds kFrame{33};
}  // namespace

void Calibrator::feed(std::int64_t finger, ui::TouchPhase phase, Share at) {
    if (phase == ui::TouchPhase::Down && !finger_) {
        finger_ = finger;
        sum_ = {};
        reports_ = 0;
    }
    if (finger != finger_ || result_) return;
    if (phase == ui::TouchPhase::Cancel) return finger_.reset();
    if (phase != ui::TouchPhase::Up) {
        sum_ = {sum_.x + at.x, sum_.y + at.y};
        ++reports_;
        return;
    }
    finger_.reset();
    touches_[touched_++] = {sum_.x / reports_, sum_.y / reports_};
    if (touched_ < kMarks.size()) return;
    if (const auto found = fit_projection(touches_, kMarks)) {
        result_ = *found;
    } else {
        log::warning("calibration: {}; once more", found.error().message);
        touched_ = 0;
    }
}

std::string site_lines(const Projection& calibration) {
    return fmt::format("[touch]\ncalibration = [{:.6f}]\n", fmt::join(calibration.factors, ", "));
}

void CalibrationPage::draw(ui::Context& context) const {
    const auto& metrics = context.metrics;
    const Share mark = calibrator_.mark();
    const Point middle{rect().x + static_cast<int>(mark.x * rect().width),
                       rect().y + static_cast<int>(mark.y * rect().height)};
    const int arm = metrics.target / 2, thick = std::max(2, metrics.hairline * 2);
    const Colour ink = context.colour(theme::ColourRole::Lacquer);
    context.canvas.fill({middle.x - arm, middle.y - thick / 2, 2 * arm, thick}, ink);
    context.canvas.fill({middle.x - thick / 2, middle.y - arm, thick, 2 * arm}, ink);
    const std::string words = context.strings->format(
        "calibrate",
        {{"n", std::to_string(calibrator_.touched() % Calibrator::kMarks.size() + 1)}});
    const auto text =
        context.text.layout(words, context.style(theme::TextRole::Lead, theme::ColourRole::Ink),
                            {rect().width * 3 / 5, 4, graphics::Align::Centre, true});
    context.text.draw(
        text, {rect().x + rect().width / 5, rect().y + (rect().height - text.size.height) / 2});
}

Result<void> run_calibration(const Options& options) {
    const SystemClock clock;
    set_up_sdl(options.window.has_value());
    SEN_TRY(const auto video, SdlVideo::start());
    EventQueue events;
    const Site site = Site::load(options.site).value_or(Site{});
    SEN_TRY(auto canvas,
            graphics::Canvas::create_window(
                {"Sen", options.window.value_or(Size{}), !options.window, {}, site.rotation}));
    SEN_TRY(auto parts, Parts::create(
                            options, std::move(canvas), [&events] { events.wake(); }, false));
    ui::Context context = parts.make_context();
    ui::Stage stage(context);
    Calibrator calibrator;
    stage.set_root(std::make_unique<CalibrationPage>(calibrator), ui::Stage::Change::Cut);
    for (Milliseconds touched = clock.now(); !calibrator.result();) {
        if (clock.now() - touched > kPatience)
            return fail(ErrorKind::Invalid, "calibration: nobody touched for two minutes");
        SDL_Event event{};
        while (events.wait(kFrame, event)) {
            if (event.type == SDL_QUIT)
                return fail(ErrorKind::Invalid, "calibration: ended before the fourth mark");
            const auto phase = touch_phase(event);
            if (!phase) continue;
            touched = clock.now();
            calibrator.feed(event.tfinger.fingerId, *phase,
                            parts.site.touch.straighten(reported(event)));
            stage.invalidate();
        }
        stage.frame(clock.now());
    }
    fmt::print("{}", site_lines(*calibrator.result()));
    return {};
}

}  // namespace sen::app
