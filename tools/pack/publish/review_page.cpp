// SPDX-License-Identifier: Apache-2.0
#include "review_page.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/file.h"
#include "pack_draft.h"

namespace sen::pack {
namespace {

constexpr std::uint64_t kMaxThumbnailBytes = 1 << 20;

std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6);
}

/// Where two long lines begin to differ, a few words earlier; 0 when that is near their start.
std::size_t interesting_start(std::string_view one, std::string_view other) {
    constexpr std::size_t kWordsBefore = 60;
    const auto [at, unused] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    auto start = static_cast<std::size_t>(at - one.begin());
    if (start < 2 * kWordsBefore) return 0;
    start -= kWordsBefore;
    while (start > 0 && one[start - 1] != ' ') --start;
    return start;
}

/// At most `most` of what `add` adds to the lines, then how many it were.
template <class Add>
void add_some(std::size_t count, std::size_t most, const char* more_key, const Messages& messages,
              std::vector<std::string>& lines, Add add) {
    for (std::size_t at = 0; at < std::min(count, most); ++at) add(at);
    if (count > most)
        lines.push_back("    " +
                        messages.text(more_key, {{"count", std::to_string(count - most)}}));
}

/// A line that was changed is shown from where it differs from the one that took its place.
void add_lines(const std::vector<LineChange>& changes, const Messages& messages,
               std::vector<std::string>& lines) {
    const auto add = [&](std::size_t at) {
        const LineChange& line = changes[at];
        const std::size_t twin = line.is_added ? at - 1 : at + 1;
        const bool is_changed = twin < changes.size() && changes[twin].is_added != line.is_added;
        const std::size_t start = is_changed ? interesting_start(line.text, changes[twin].text) : 0;
        lines.push_back(fmt::format("    {} {}{}", line.is_added ? '+' : '-',
                                    start == 0 ? "" : "… ",
                                    printable(std::string_view(line.text).substr(start))));
    };
    add_some(changes.size(), kMaxTextLines, "review_more_lines", messages, lines, add);
}

const char* key_of(RoleChange::Kind kind) {
    using Kind = RoleChange::Kind;
    switch (kind) {
        case Kind::Threshold:
            return "review_threshold";
        case Kind::KeyAdded:
            return "review_key_added";
        case Kind::KeyRemoved:
            return "review_key_removed";
        case Kind::Delegated:
            return "review_delegated";
        case Kind::Revoked:
            return "review_revoked";
        case Kind::Withdrawn:
            return "review_withdrawn";
        case Kind::Restored:
            return "review_restored";
        case Kind::PackGone:
            return "review_pack_gone";
    }
    return "";
}

std::string sentence(const RoleChange& change, const Messages& messages) {
    return messages.text(key_of(change.kind), {{"role", change.role}, {"detail", change.detail}});
}

std::string head(const Review& review, const Messages& messages) {
    return messages.text("review_head",
                         {{"role", review.role},
                          {"version", std::to_string(review.version)},
                          {"expires", review.expires ? day_text(*review.expires) : "?"}});
}

std::string pack_head(const PackChanges& pack, const Messages& messages) {
    return messages.text(pack.old_version == 0 ? "review_pack_first" : "review_pack",
                         {{"pack", pack.publisher + "/" + pack.pack},
                          {"old", std::to_string(pack.old_version)},
                          {"new", std::to_string(pack.new_version)},
                          {"before", megabytes(pack.old_bytes)},
                          {"after", megabytes(pack.new_bytes)}});
}

std::size_t count_added(const auto& changes) {
    return static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(),
                                                  [](const auto& one) { return one.is_added; }));
}

std::string counts(const PackChanges& pack, const Messages& messages) {
    const std::size_t pictures = count_added(pack.pictures), films = count_added(pack.films);
    return messages.text("review_counts",
                         {{"texts", std::to_string(pack.texts.size())},
                          {"added", std::to_string(pictures)},
                          {"removed", std::to_string(pack.pictures.size() - pictures)},
                          {"films", std::to_string(films)},
                          {"gone", std::to_string(pack.films.size() - films)},
                          {"files", std::to_string(pack.new_objects)},
                          {"megabytes", megabytes(pack.new_object_bytes)}});
}

/// Nothing of it is old, so its words are for the page; here is what it is.
void add_first_version(const PackChanges& pack, const Messages& messages,
                       std::vector<std::string>& lines) {
    lines.push_back(
        "  " + messages.text("review_first_counts",
                             {{"exhibits", std::to_string(pack.titles.size())},
                              {"languages", fmt::format("{}", fmt::join(pack.languages, ", "))},
                              {"pictures", std::to_string(pack.pictures.size())},
                              {"films", std::to_string(pack.films.size())},
                              {"files", std::to_string(pack.new_objects)},
                              {"megabytes", megabytes(pack.new_object_bytes)}}));
    add_some(pack.titles.size(), kMaxTitles, "review_more_titles", messages, lines,
             [&](std::size_t at) { lines.push_back("    · " + printable(pack.titles[at])); });
}

std::string film_sentence(const FilmChange& film, const Messages& messages) {
    return messages.text(film.is_added ? "review_film_added" : "review_film_removed",
                         {{"exhibit", film.exhibit},
                          {"seconds", std::to_string(film.duration.count() / 1000)},
                          {"megabytes", megabytes(film.length)}});
}

std::string picture_sentence(const PictureChange& picture, const Messages& messages) {
    return messages.text(picture.is_added ? "review_picture_added" : "review_picture_removed",
                         {{"exhibit", picture.exhibit}, {"caption", picture.caption}});
}

std::string escape_html(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

constexpr std::string_view kStyle =
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "ins{background:#dff5df;text-decoration:none}del{background:#fbe0e0}"
    "ins,del{display:block;padding:.1rem .5rem;white-space:pre-wrap}"
    "figure{display:inline-block;width:15rem;margin:.5rem;vertical-align:top}"
    "img{max-width:100%;max-height:12rem}h3{margin-bottom:.2rem}";

class Page {
  public:
    Page(Desk& desk, const Review& review, const Messages& messages)
        : desk_(desk), review_(review), messages_(messages) {}

    Result<void> write() {
        const std::string title = head(review_, messages_);
        html_ = fmt::format(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "img-src 'self' file:; style-src 'unsafe-inline'\">\n"
            "<title>{}</title>\n<style>{}</style>\n<h1>{}</h1>\n",
            messages_.text("review_language"), escape_html(title), kStyle, escape_html(title));
        for (const auto& change : review_.roles) paragraph(sentence(change, messages_));
        for (const auto& pack : review_.packs) SEN_CHECK(add_pack(pack));
        return desk_.writer().put(draft_files::folder_of(review_.role) + "/" + draft_files::kReview,
                                  html_);
    }

  private:
    void paragraph(const std::string& text) { element("p", text); }
    void element(const char* name, const std::string& text) {
        html_ += fmt::format("<{}>{}</{}>\n", name, escape_html(text), name);
    }

    Result<void> add_pack(const PackChanges& pack) {
        element("h2", pack_head(pack, messages_));
        paragraph(counts(pack, messages_));
        for (const auto& change : pack.texts) {
            element("h3", fmt::format("{} ({})", change.where, change.language));
            for (const auto& line : change.lines) element(line.is_added ? "ins" : "del", line.text);
        }
        for (const auto& film : pack.films) paragraph(film_sentence(film, messages_));
        for (const auto& picture : pack.pictures) SEN_CHECK(add_picture(picture));
        return {};
    }

    Result<void> add_picture(const PictureChange& picture) {
        const std::string words = picture_sentence(picture, messages_);
        SEN_TRY(const std::string file, bring_thumbnail(picture));
        if (file.empty()) {
            paragraph(words);
            return {};
        }
        html_ +=
            fmt::format("<figure><img src=\"{}\" alt=\"\"><figcaption>{}</figcaption></figure>\n",
                        file, escape_html(words));
        return {};
    }

    /// Its path below the draft's folder; empty when it is not shown.
    Result<std::string> bring_thumbnail(const PictureChange& picture) {
        const bool is_known = picture.type == "image/jpeg" || picture.type == "image/png";
        if (!is_known || shown_ == kMaxThumbnails) return std::string();
        const auto bytes = read_file(
            find_object(desk_.directory(), review_.role, picture.thumbnail, picture.length),
            kMaxThumbnailBytes);
        if (!bytes || sha256(*bytes) != picture.thumbnail) return std::string();
        ++shown_;
        std::string file = fmt::format("{}/{}.{}", draft_files::kThumbnails,
                                       picture.thumbnail.hex(), picture.type.substr(6));
        SEN_CHECK(desk_.writer().put(draft_files::folder_of(review_.role) + "/" + file, *bytes));
        return file;
    }

    Desk& desk_;
    const Review& review_;
    const Messages& messages_;
    std::string html_;
    std::size_t shown_ = 0;
};

}  // namespace

std::string review_text(const Review& review, const Messages& messages) {
    std::vector<std::string> lines{head(review, messages)};
    for (const auto& change : review.roles) lines.push_back("  " + sentence(change, messages));
    for (const auto& pack : review.packs) {
        lines.push_back(pack_head(pack, messages));
        if (pack.old_version == 0) {
            add_first_version(pack, messages, lines);
            continue;
        }
        lines.push_back("  " + counts(pack, messages));
        for (const auto& change : pack.texts) {
            lines.push_back(
                fmt::format("  {} ({})", printable(change.where), printable(change.language)));
            add_lines(change.lines, messages, lines);
        }
        for (const auto& film : pack.films) lines.push_back("  " + film_sentence(film, messages));
        for (const auto& picture : pack.pictures)
            lines.push_back("  " + picture_sentence(picture, messages));
    }
    std::string text;
    for (std::size_t at = 0; at < std::min(lines.size(), kMaxTerminalLines); ++at)
        text += lines[at] + '\n';
    if (lines.size() > kMaxTerminalLines)
        text += messages.text("review_more",
                              {{"count", std::to_string(lines.size() - kMaxTerminalLines)}}) +
                '\n';
    return text;
}

Result<void> write_review_page(Desk& desk, const Review& review, const Messages& messages) {
    return Page(desk, review, messages).write();
}

}  // namespace sen::pack
