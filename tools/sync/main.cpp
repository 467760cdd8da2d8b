// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdio>

#include "command_line.h"

int main(int argc, char** argv) {
    auto voice = sen::sync::Voice::create(sen::sync::choose_language(argc, argv));
    if (!voice) {
        fmt::print(stderr, "sen-sync: its texts cannot be read: {}\n", voice.error().message);
        return 1;
    }
    CLI::App program(voice->text("about"), "sen-sync");
    sen::sync::Request request;
    sen::sync::add_commands(program, *voice, request);
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
