// SPDX-License-Identifier: Apache-2.0
#include "preview_command.h"

#include "base/window_size.h"

namespace sen::pack {

PreviewCommand::PreviewCommand(CLI::App& app, const Messages& messages)
    : messages_(messages), command_(*app.add_subcommand("preview", messages.text("help_preview"))) {
    request_.window = "1280x720";
    const auto window_fault = [&messages](const std::string& text) {
        return parse_window_size(text) ? std::string() : messages.text("preview_window");
    };
    command_.add_option("FOLDER", request_.build.folder, messages.text("help_folder"))->required();
    command_.add_option("--window", request_.window, messages.text("help_preview_window"))
        ->check(CLI::Validator(window_fault, ""));
    command_.add_option("--theme", request_.theme, messages.text("help_preview_theme"));
    command_.add_option("--themes", request_.themes, messages.text("help_preview_themes"));
    command_.add_option("--cache", request_.build.cache, messages.text("help_preview_cache"));
    command_.add_option("--jobs", request_.build.jobs, messages.text("help_jobs"))
        ->check(CLI::Range(1, 256));
    command_.add_option("--lang", request_.language, messages.text("help_preview_lang"))
        ->check(CLI::IsMember({"vi", "en"}));
}

std::optional<int> PreviewCommand::run() {
    if (!command_.parsed()) return std::nullopt;
    return run_preview(request_, messages_);
}

}  // namespace sen::pack
