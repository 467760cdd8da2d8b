// SPDX-License-Identifier: Apache-2.0
#include "app/calibration.h"
#include "app/options.h"
#include "app/tour.h"
#include "app/window_loop.h"
#include "base/log.h"

int main(int argc, char** argv) {
    const auto parsed = sen::app::parse_options(argc, argv);
    if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
    const auto& options = std::get<sen::app::Options>(parsed);
    const auto result = options.wants_calibration ? sen::app::run_calibration(options)
                        : options.tour.empty()    ? sen::app::run_window(options)
                                                  : sen::app::run_tour(options);
    if (result) return 0;
    sen::log::error("{}", result.error().message);
    return 1;
}
