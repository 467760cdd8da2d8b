// SPDX-License-Identifier: Apache-2.0
#include "import_command.h"

#include <unistd.h>

#include <iostream>

namespace sen::pack {
namespace {

/// Asks on the terminal until it hears 1 or 2; nothing at the end of input.
std::optional<Encoding> ask_on_terminal(const Question& question, const Messages& messages) {
    std::cerr << question_sentence(question, messages) << '\n';
    std::string answer;
    while (true) {
        std::cerr << messages.text("import_choose") << ' ' << std::flush;
        if (!std::getline(std::cin, answer)) return std::nullopt;
        if (answer == "1") return question.first.encoding;
        if (answer == "2") return question.second.encoding;
    }
}

}  // namespace

ImportCommand::ImportCommand(CLI::App& app, const Messages& messages)
    : messages_(messages), command_(*app.add_subcommand("import", messages.text("help_import"))) {
    std::vector<std::string> options;
    for (const Encoding encoding :
         {Encoding::Unicode, Encoding::Tcvn3, Encoding::VniWindows, Encoding::Vps, Encoding::Viscii,
          Encoding::Cp1258, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be})
        options.emplace_back(encoding_option(encoding));
    command_.add_option("FILE", request_.files, messages.text("help_import_files"))->required();
    command_.add_option("--into", request_.folder, messages.text("help_into"))->required();
    command_.add_option("--encoding", encoding_, messages.text("help_encoding"))
        ->check(CLI::IsMember(options));
    command_.add_option("--as", as_, messages.text("help_as"))
        ->check(CLI::IsMember({"story", "table"}));
    command_.add_option("--lang", language_, messages.text("help_lang"))
        ->check(CLI::IsMember({"vi", "en"}));
}

std::optional<int> ImportCommand::run() {
    if (!command_.parsed()) return std::nullopt;
    request_.encoding = encoding_of_option(encoding_);
    if (!as_.empty()) request_.as = as_ == "table" ? ImportAs::Table : ImportAs::Story;
    const bool has_terminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
    const Ask ask = [&](const Question& question) {
        return has_terminal ? ask_on_terminal(question, messages_) : std::nullopt;
    };
    const ImportReport report = import_files(request_, ask, messages_);
    for (const std::string& sentence : report.sentences)
        (report.is_done ? std::cout : std::cerr) << sentence << '\n';
    return report.is_done ? 0 : 1;
}

}  // namespace sen::pack
