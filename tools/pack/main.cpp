// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <string_view>

#include "commands.h"
#include "import_command.h"
#include "new_command.h"
#include "preview_command.h"
#include "publish_options.h"

namespace {

/// The language of the help must be known before the options are read.
std::string asked_language(int count, char** arguments) {
    for (int i = 1; i < count; ++i) {
        const std::string_view argument(arguments[i]);
        if (argument.starts_with("--lang=")) return std::string(argument.substr(7));
        if (argument == "--lang" && i + 1 < count) return arguments[i + 1];
    }
    return {};
}

void add_folder_and_language(CLI::App& command, std::filesystem::path& folder,
                             const sen::pack::Messages& messages) {
    static std::string taken_before;
    command.add_option("FOLDER", folder, messages.text("help_folder"))->required();
    command.add_option("--lang", taken_before, messages.text("help_lang"))
        ->check(CLI::IsMember({"vi", "en"}));
}

}  // namespace

int main(int count, char** arguments) {
    std::string language = asked_language(count, arguments);
    if (language != "vi" && language != "en") language = sen::pack::locale_language();
    const auto messages = sen::pack::Messages::load(language);
    if (!messages) {
        std::cerr << "sen-pack: " << messages.error().message << '\n';
        return 1;
    }

    CLI::App app(messages->text("help_program"), "sen-pack");
    app.require_subcommand(1);
    sen::pack::BuildRequest request;
    CLI::App& check = *app.add_subcommand("check", messages->text("help_check"));
    add_folder_and_language(check, request.folder, *messages);
    CLI::App& build = *app.add_subcommand("build", messages->text("help_build"));
    add_folder_and_language(build, request.folder, *messages);
    build.add_option("--out", request.out, messages->text("help_out"))->required();
    build.add_option("--cache", request.cache, messages->text("help_cache"));
    build.add_option("--cache-size", request.cache_megabytes, messages->text("help_cache_size"))
        ->check(CLI::Range(0, 100'000'000))
        ->needs("--cache");
    build.add_option("--jobs", request.jobs, messages->text("help_jobs"))
        ->check(CLI::Range(1, 256));
    build.add_flag("--json", request.is_json, messages->text("help_json"));
    sen::pack::NewCommand fresh(app, *messages);
    sen::pack::ImportCommand import(app, *messages);
    sen::pack::PreviewCommand preview(app, *messages);
    const sen::pack::PublishCommands publish_commands(app, *messages);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        constexpr int kWrongUsage = 2;
        if (error.get_exit_code() == 0) return app.exit(error);  // --help
        std::cerr << messages->text("usage_wrong", {{"error", error.what()}}) << '\n'
                  << messages->text("usage_hint") << '\n';
        return kWrongUsage;
    }
    if (const auto exit_code = fresh.run()) return *exit_code;
    if (const auto exit_code = import.run()) return *exit_code;
    if (const auto exit_code = preview.run()) return *exit_code;
    if (const auto exit_code = publish_commands.run()) return *exit_code;
    if (build.parsed()) return sen::pack::build_command(request, *messages);
    return sen::pack::check_command(request.folder, *messages);
}
