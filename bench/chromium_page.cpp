// SPDX-License-Identifier: Apache-2.0
#include "chromium_page.h"

#include <fmt/format.h>

#include <map>

#include "visitor.h"

namespace sen::bench {

namespace {

constexpr std::uint64_t kPageBytes = 1 << 20, kPictureBytes = 32 << 20;

std::string escaped(const std::string& text) {
    std::string html;
    for (const char letter : text) {
        if (letter == '&')
            html += "&amp;";
        else if (letter == '<')
            html += "&lt;";
        else
            html += letter;
    }
    return html;
}

/// The page with a value where "{{its name}}" stands.
std::string fill(std::string page, const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values) {
        const std::string mark = "{{" + name + "}}";
        for (auto at = page.find(mark); at != std::string::npos;
             at = page.find(mark, at + value.size()))
            page.replace(at, mark.size(), value);
    }
    return page;
}

/// The page without what stands between <!--part--> and <!--/part-->.
std::string without(std::string page, const std::string& part) {
    const auto begin = page.find("<!--" + part + "-->"), end = page.find("<!--/" + part + "-->");
    if (begin != std::string::npos && end != std::string::npos) page.erase(begin, end - begin);
    return page;
}

/// What stands in the store, and what it is called beside the pages.
struct PictureFile {
    std::string name;
    catalogue::Asset asset;
};

/// What the two pages show.
struct Content {
    catalogue::PackCard pack;
    std::vector<catalogue::AttractItem> loop;
    catalogue::Exhibit story;
    std::vector<catalogue::ExhibitCard> next;  ///< what the story's end leads to
};

Result<Content> read_content(Visitor& visitor, const Route& story) {
    const auto& library = *visitor.kiosk().library();
    const std::string& language = visitor.kiosk().language();
    Content content;
    SEN_TRY(content.pack, library.cover(language));
    SEN_TRY(content.loop, library.attract(language));
    SEN_TRY(content.story, library.exhibit(story.exhibit, language));
    SEN_TRY(content.next, library.next_exhibits(story.exhibit, language));
    if (content.loop.size() < 2 || content.story.pictures.empty())
        return fail(ErrorKind::NotFound, "too few pictures to compare with");
    return content;
}

std::vector<PictureFile> pictures_of(const Content& content) {
    const auto shown = [](const catalogue::AttractItem& item) {
        return item.film ? item.film->first_frame : item.picture.view;
    };
    std::vector<PictureFile> pictures{{"photo.jpg", content.story.pictures.front().view},
                                      {"loop-1.jpg", shown(content.loop[0])},
                                      {"loop-2.jpg", shown(content.loop[1])}};
    for (std::size_t i = 0; i < content.next.size(); ++i)
        pictures.push_back({fmt::format("next-{}.jpg", i), content.next[i].cover.thumbnail});
    return pictures;
}

std::string cards_of(const Content& content) {
    std::string cards;
    for (std::size_t i = 0; i < content.next.size(); ++i) {
        const auto& card = content.next[i];
        cards += fmt::format("<div class=\"card\"><img src=\"next-{}.jpg\" alt=\"\">", i);
        if (!card.year.empty()) cards += "<div class=\"when\">" + escaped(card.year) + "</div>";
        cards += "<div>" + escaped(card.title) + "</div></div>";
    }
    return cards;
}

std::map<std::string, std::string> values_of(Visitor& visitor, const Content& content) {
    const auto& story = content.story;
    const auto& first = content.loop.front().exhibit;
    const auto& context = visitor.kiosk().context();
    std::string text, buttons, sources = context.string("sources") + ":";
    for (const auto& source : story.sources) sources += " " + source.text + " " + source.address;
    for (const auto& block : story.text) text += "<p>" + escaped(block.text) + "</p>\n";
    for (const char* name : {"back", "home", "search", "listen", "comfort"})
        buttons += "<button>" + escaped(context.string(name)) + "</button>";
    return {{"language", visitor.kiosk().language()},
            {"body", std::to_string(context.metrics.body)},
            {"caption", escaped(story.pictures.front().caption)},
            {"year", escaped(story.card.year)},
            {"title", escaped(story.card.title)},
            {"place", escaped(story.card.place)},
            {"text", text},
            {"sources", escaped(sources + ". " + story.rights)},
            {"see_next", escaped(context.string("see_next"))},
            {"cards", cards_of(content)},
            {"buttons", buttons + "<button>English</button>"},
            {"pack", escaped(content.pack.title)},
            {"loop_title", escaped(first.title)},
            {"loop_year", escaped(first.year)},
            {"loop_place", escaped(first.place)},
            {"invitation", escaped(context.string("touch_to_begin"))}};
}

}  // namespace

Result<ChromiumPage> ChromiumPage::create(const std::filesystem::path& chromium,
                                          const std::filesystem::path& page,
                                          const std::filesystem::path& store, const Route& story) {
    SEN_TRY(auto directory, TemporaryDirectory::create());
    SEN_TRY(auto visitor, Visitor::create(store, Visitor::Where::Memory));
    SEN_TRY(const Content content, read_content(*visitor, story));
    SEN_TRY(const std::string html, read_file(page, kPageBytes));
    const std::string filled = fill(html, values_of(*visitor, content));
    SEN_CHECK(write_file_atomically(directory.path() / "story.html", without(filled, "loop")));
    SEN_CHECK(write_file_atomically(directory.path() / "loop.html", without(filled, "story")));
    for (const auto& [name, asset] : pictures_of(content)) {
        SEN_TRY(const std::string bytes,
                visitor->parts().store.read_object(asset.object, kPictureBytes));
        SEN_CHECK(write_file_atomically(directory.path() / name, bytes));
    }
    return ChromiumPage(std::move(directory), chromium);
}

std::vector<std::string> ChromiumPage::words(Show show) const {
    const char* page = show == Show::Loop    ? "loop.html"
                       : show == Show::Fade  ? "loop.html#fade"
                       : show == Show::Story ? "story.html"
                                             : "story.html#scroll";
    return {chromium_.string(),
            "--kiosk",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=Translate",
            "--window-position=0,0",
            fmt::format("--window-size={},{}", kScreen.width, kScreen.height),
            "--user-data-dir=" + (directory_.path() / "profile").string(),
            "file://" + (directory_.path() / page).string()};
}

}  // namespace sen::bench
