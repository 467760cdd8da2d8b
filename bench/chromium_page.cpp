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

std::map<std::string, std::string> values_of(Visitor& visitor, const catalogue::PackCard& pack,
                                             const catalogue::ExhibitCard& first,
                                             const catalogue::Exhibit& story) {
    const auto& context = visitor.kiosk().context();
    std::string text, buttons;
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
            {"buttons", buttons + "<button>English</button>"},
            {"pack", escaped(pack.title)},
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
    const auto& library = *visitor->kiosk().library();
    const std::string language = visitor->kiosk().language();
    SEN_TRY(const auto pack, library.cover(language));
    SEN_TRY(const auto items, library.attract(language));
    SEN_TRY(const auto exhibit, library.exhibit(story.exhibit, language));
    if (items.size() < 2 || exhibit.pictures.empty())
        return fail(ErrorKind::NotFound, "too few pictures to compare with");
    SEN_TRY(const std::string html, read_file(page, kPageBytes));
    const std::string filled =
        fill(html, values_of(*visitor, pack, items.front().exhibit, exhibit));
    SEN_CHECK(write_file_atomically(directory.path() / "story.html", without(filled, "loop")));
    SEN_CHECK(write_file_atomically(directory.path() / "loop.html", without(filled, "story")));
    const auto shown = [](const catalogue::AttractItem& item) {
        return item.film ? item.film->first_frame : item.picture.view;
    };
    const std::pair<const char*, catalogue::Asset> pictures[] = {
        {"photo.jpg", exhibit.pictures.front().view},
        {"loop-1.jpg", shown(items[0])},
        {"loop-2.jpg", shown(items[1])}};
    for (const auto& [name, asset] : pictures) {
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
