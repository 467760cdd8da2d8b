// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace sen::log {

namespace {
spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = spdlog::stderr_logger_mt("sen");
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::Info:
            return spdlog::level::info;
        case Level::Warning:
            return spdlog::level::warn;
        case Level::Error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}
}  // namespace

void write(Level level, const std::string& message) {
    logger().log(to_spdlog(level), message);
}

void set_level(Level level) {
    logger().set_level(to_spdlog(level));
}

}  // namespace sen::log
