// SPDX-License-Identifier: Apache-2.0
#include "new_command.h"

#include <iostream>

#include "calendar.h"

namespace sen::pack {

NewCommand::NewCommand(CLI::App& app, const Messages& messages)
    : messages_(messages), command_(*app.add_subcommand("new", messages.text("help_new"))) {
    wanted_.languages = {"vi", "en"};
    command_.add_option("FOLDER", wanted_.folder, messages.text("help_new_folder"))->required();
    command_.add_option("--id", wanted_.id, messages.text("help_new_id"));
    command_.add_option("--publisher", wanted_.publisher, messages.text("help_new_publisher"));
    command_.add_option("--title", wanted_.titles, messages.text("help_new_title"))
        ->allow_extra_args(false);
    command_.add_option("--languages", wanted_.languages, messages.text("help_new_languages"))
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"vi", "en"}));
    command_.add_option("--lang", language_, messages.text("help_lang"))
        ->check(CLI::IsMember({"vi", "en"}));
    command_.parse_complete_callback([this] {
        if (wanted_.titles.size() > wanted_.languages.size())
            throw CLI::ValidationError("--title", messages_.text("new_titles"));
    });
}

std::optional<int> NewCommand::run() {
    if (!command_.parsed()) return std::nullopt;
    wanted_.issued = day_text(today());
    const Faults faults = make_pack_folder(wanted_);
    for (const Fault& fault : faults.all()) std::cerr << messages_.fault(fault) << '\n';
    if (!faults.empty()) return 1;
    const std::string folder = wanted_.folder.string();
    std::cout << messages_.text("new_made", {{"folder", folder}}) << '\n'
              << messages_.text("new_next", {{"folder", folder}}) << '\n';
    return 0;
}

}  // namespace sen::pack
