// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <optional>

#include "commands.h"
#include "text.h"

namespace sen::pack {
namespace {

std::size_t words_in(const PackSource& pack, const std::string& language) {
    std::size_t words = 0;
    for (const SourceExhibit& exhibit : pack.exhibits)
        if (const auto text = exhibit.text.find(language); text != exhibit.text.end())
            for (const catalogue::Block& block : text->second) words += word_count(block.text);
    return words;
}

}  // namespace

std::optional<PackSource> read_or_refuse(const std::filesystem::path& folder,
                                         const Messages& messages, CheckedMedia* checked) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        std::cerr << messages.text("cli_no_folder", {{"folder", folder.string()}}) << '\n';
        return std::nullopt;
    }
    Faults faults;
    PackSource pack = read_source(std::filesystem::absolute(folder), faults, checked);
    if (faults.empty()) return pack;
    for (const Fault& fault : faults.all()) std::cerr << messages.fault(fault) << '\n';
    std::cerr << messages.text("cli_faults", {{"count", std::to_string(faults.all().size())}})
              << '\n';
    return std::nullopt;
}

std::string count_sentence(const PackSource& pack, const Messages& messages) {
    std::size_t pictures = 0, films = 0;
    for (const SourceExhibit& exhibit : pack.exhibits) {
        pictures += exhibit.pictures.size();
        films += exhibit.film ? 1 : 0;
    }
    std::string words;
    for (const std::string& language : pack.languages)
        words +=
            fmt::format("{}{} ({})", words.empty() ? "" : ", ", words_in(pack, language), language);
    return messages.text("cli_counts", {{"collections", std::to_string(pack.collections.size())},
                                        {"exhibits", std::to_string(pack.exhibits.size())},
                                        {"pictures", std::to_string(pictures)},
                                        {"films", std::to_string(films)},
                                        {"words", words}});
}

int check_command(const std::filesystem::path& folder, const Messages& messages) {
    const auto pack = read_or_refuse(folder, messages);
    if (!pack) return 1;
    std::cout << messages.text("cli_checked",
                               {{"pack", pack->id}, {"version", std::to_string(pack->version)}})
              << ' ' << count_sentence(*pack, messages) << '\n';
    return 0;
}

}  // namespace sen::pack
