// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <string>

#include "commands.h"

namespace {

using sen::sync::Options;
using sen::sync::Voice;

/// What the command line asks for.
struct Request {
    Options options;
    bool is_json = false;
    std::string language;  // read ahead by choose_language; here only so that it is accepted
    std::function<int(const Voice&, const Options&)> command;
};

CLI::App& add_command(CLI::App& program, const Voice& voice, Request& request,
                      const std::string& name,
                      std::function<int(const Voice&, const Options&)> command) {
    auto& added = *program.add_subcommand(name, voice.text("about_" + name));
    added.add_option("--store", request.options.store, voice.text("about_store"))
        ->required()
        ->type_name("DIR");
    added.add_flag("--json", request.is_json, voice.text("about_json"));
    added.fallthrough();  // --lang may stand on either side of the command
    added.callback([&request, command = std::move(command)] { request.command = command; });
    return added;
}

void add_commands(CLI::App& program, const Voice& voice, Request& request) {
    auto& install = add_command(program, voice, request, "install", sen::sync::install);
    install.add_option("--from", request.options.from, voice.text("about_from"))
        ->required()
        ->type_name("DIR");
    install.add_flag("--unsigned", request.options.allows_unsigned, voice.text("about_unsigned"));
    install.add_flag("--repair", request.options.repairs, voice.text("about_repair"));
    add_command(program, voice, request, "status", sen::sync::show_status);
    add_command(program, voice, request, "rollback", sen::sync::roll_back);
    add_command(program, voice, request, "verify", sen::sync::verify);
    program.require_subcommand(1);
    program.add_option("--lang", request.language, voice.text("about_lang"))
        ->check(CLI::IsMember({"vi", "en"}))
        ->type_name("LANG");
}

}  // namespace

int main(int argc, char** argv) {
    auto voice = Voice::create(sen::sync::choose_language(argc, argv));
    if (!voice) {
        fmt::print(stderr, "sen-sync: its texts cannot be read: {}\n", voice.error().message);
        return 1;
    }
    CLI::App program(voice->text("about"), "sen-sync");
    Request request;
    add_commands(program, *voice, request);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return program.exit(error);  // --help
        fmt::print(stderr, "{}\n{}\n", voice->text("usage_wrong", {{"error", error.what()}}),
                   voice->text("usage_hint"));
        return 2;
    }
    if (request.is_json) voice->set_output(sen::sync::Output::JsonLines);
    return request.command(*voice, request.options);
}
