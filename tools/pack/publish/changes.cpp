// SPDX-License-Identifier: Apache-2.0
#include "changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace sen::pack {
namespace {

using Lines = std::vector<std::string>;
/// (id, language) → what stands there.
using Texts = std::map<std::pair<std::string, std::string>, Lines>;

struct Media {
    std::vector<PictureChange> pictures;
    std::vector<FilmChange> films;
    std::vector<Digest> views, film_objects;  ///< in the same order
};

struct Flat {
    Texts texts;
    Media media;
    Lines titles, languages;
};

void add_line(Lines& lines, const std::string& text) {
    if (!text.empty()) lines.push_back(text);
}

void add_blocks(Lines& lines, const std::vector<catalogue::Block>& text) {
    for (const auto& block : text) add_line(lines, block.text);
}

void add_picture_words(Lines& lines, const catalogue::Picture& picture) {
    for (const std::string* text :
         {&picture.caption, &picture.alt, &picture.source, &picture.rights})
        add_line(lines, *text);
}

Lines lines_of(const catalogue::Exhibit& exhibit) {
    Lines lines;
    for (const std::string* text :
         {&exhibit.card.title, &exhibit.card.year, &exhibit.card.place, &exhibit.rights})
        add_line(lines, *text);
    add_blocks(lines, exhibit.text);
    for (const auto& picture : exhibit.pictures) add_picture_words(lines, picture);
    if (exhibit.film) {
        for (const auto& cue : exhibit.film->captions) add_line(lines, cue.text);
        add_line(lines, exhibit.film->source);
        add_line(lines, exhibit.film->rights);
    }
    for (const auto& source : exhibit.sources) {
        add_line(lines, source.text);
        add_line(lines, source.address);
    }
    return lines;
}

void add_media(Media& media, const catalogue::Exhibit& exhibit) {
    for (const auto& picture : exhibit.pictures) {
        media.pictures.push_back({false, exhibit.card.id, picture.caption, picture.thumbnail.object,
                                  picture.thumbnail.type, picture.thumbnail.length});
        media.views.push_back(picture.view.object);
    }
    if (!exhibit.film) return;
    const catalogue::Asset& film = exhibit.film->media;
    media.films.push_back({false, exhibit.card.id, film.duration, film.length});
    media.film_objects.push_back(film.object);
}

Result<Flat> flatten(const catalogue::Catalogue& catalogue) {
    Flat flat;
    flat.languages = catalogue.languages();
    for (const std::string& language : catalogue.languages()) {
        SEN_TRY(const auto pack, catalogue.pack(language));
        Lines& head = flat.texts[{pack.id, language}];
        add_line(head, pack.title);
        add_line(head, pack.summary);
        SEN_TRY(const auto collections, catalogue.collections(language));
        std::set<std::string> seen;
        for (const auto& collection : collections) {
            Lines& lines = flat.texts[{collection.id, language}];
            add_line(lines, collection.title);
            add_line(lines, collection.summary);
            SEN_TRY(const auto cards, catalogue.exhibits(collection.id, language));
            for (const auto& card : cards) {
                add_line(lines, "· " + card.id);
                if (!seen.insert(card.id).second) continue;
                SEN_TRY(const auto exhibit, catalogue.exhibit(card.id, language));
                // An exhibit and a collection may have the same id.
                Lines& text = flat.texts[{card.id, language}];
                for (auto& line : lines_of(exhibit)) text.push_back(std::move(line));
                // Under the name of the author's file: they are not part of the page's text.
                const std::string file = card.id + "/" + language;
                add_blocks(flat.texts[{file + ".simple.md", language}], exhibit.simple_text);
                add_blocks(flat.texts[{file + ".guide.md", language}], exhibit.notes);
                if (language != catalogue.languages().front()) continue;
                add_media(flat.media, exhibit);
                flat.titles.push_back(card.title);
            }
        }
    }
    return flat;
}

std::vector<TextChange> compare_texts(const Texts& before, const Texts& after) {
    static const Lines kNone;
    std::set<std::pair<std::string, std::string>> keys;
    for (const auto* texts : {&before, &after})
        for (const auto& entry : *texts) keys.insert(entry.first);
    std::vector<TextChange> changes;
    for (const auto& key : keys) {
        const auto old = before.find(key), fresh = after.find(key);
        auto lines = compare_lines(old == before.end() ? kNone : old->second,
                                   fresh == after.end() ? kNone : fresh->second);
        if (!lines.empty()) changes.push_back({key.first, key.second, std::move(lines)});
    }
    return changes;
}

/// The items of `all` whose object is not in `others`, each object once.
template <class Item>
void add_others(const std::vector<Item>& all, const std::vector<Digest>& objects,
                const std::vector<Digest>& others, bool is_added, std::vector<Item>& changes) {
    std::set<Digest> seen(others.begin(), others.end());
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (!seen.insert(objects[at]).second) continue;
        changes.push_back(all[at]);
        changes.back().is_added = is_added;
    }
}

std::map<Digest, std::uint64_t> lengths_of(const store::Manifest& manifest) {
    std::map<Digest, std::uint64_t> lengths;
    for (const auto& entry : manifest.objects) lengths.emplace(entry.object, entry.length);
    return lengths;
}

void compare_objects(const PackVersion* before, const PackVersion& after, PackChanges& changes) {
    const auto fresh = lengths_of(after.manifest);
    const auto old =
        before == nullptr ? std::map<Digest, std::uint64_t>{} : lengths_of(before->manifest);
    for (const auto& [object, length] : fresh) {
        changes.new_bytes += length;
        if (old.contains(object)) continue;
        ++changes.new_objects;
        changes.new_object_bytes += length;
    }
    for (const auto& [object, length] : old) {
        changes.old_bytes += length;
        changes.gone_objects += fresh.contains(object) ? 0 : 1;
    }
}

}  // namespace

std::vector<LineChange> compare_lines(const Lines& before, const Lines& after) {
    std::size_t same = 0;
    while (same < before.size() && same < after.size() && before[same] == after[same]) ++same;
    const std::size_t rows = before.size() - same, columns = after.size() - same;
    std::vector<LineChange> changes;
    if (rows > kMaxComparedLines || columns > kMaxComparedLines) {
        const std::set<std::string> old(before.begin(), before.end()),
            fresh(after.begin(), after.end());
        for (const auto& line : old)
            if (!fresh.contains(line)) changes.push_back({false, line});
        for (const auto& line : fresh)
            if (!old.contains(line)) changes.push_back({true, line});
        return changes;
    }
    // common[r][c]: length of the longest common subsequence of what follows row r and column c.
    std::vector<std::vector<std::uint16_t>> common(rows + 1,
                                                   std::vector<std::uint16_t>(columns + 1));
    for (std::size_t r = rows; r-- > 0;)
        for (std::size_t c = columns; c-- > 0;)
            common[r][c] = before[same + r] == after[same + c]
                               ? static_cast<std::uint16_t>(common[r + 1][c + 1] + 1)
                               : std::max(common[r + 1][c], common[r][c + 1]);
    for (std::size_t r = 0, c = 0; r < rows || c < columns;) {
        if (r < rows && c < columns && before[same + r] == after[same + c]) {
            ++r, ++c;
        } else if (c == columns || (r < rows && common[r + 1][c] >= common[r][c + 1])) {
            changes.push_back({false, before[same + r++]});
        } else {
            changes.push_back({true, after[same + c++]});
        }
    }
    return changes;
}

Result<PackChanges> compare(const PackVersion* before, const PackVersion& after) {
    PackChanges changes;
    changes.pack = after.manifest.pack;
    changes.publisher = after.manifest.publisher;
    changes.new_version = after.manifest.version;
    changes.old_version = before == nullptr ? 0 : before->manifest.version;
    compare_objects(before, after, changes);
    Flat old, fresh;
    if (after.catalogue) {
        SEN_TRY(fresh, flatten(*after.catalogue));
    }
    if (before != nullptr && before->catalogue) {
        SEN_TRY(old, flatten(*before->catalogue));
    }
    changes.titles = std::move(fresh.titles);
    changes.languages = std::move(fresh.languages);
    changes.texts = compare_texts(old.texts, fresh.texts);
    add_others(fresh.media.pictures, fresh.media.views, old.media.views, true, changes.pictures);
    add_others(old.media.pictures, old.media.views, fresh.media.views, false, changes.pictures);
    add_others(fresh.media.films, fresh.media.film_objects, old.media.film_objects, true,
               changes.films);
    add_others(old.media.films, old.media.film_objects, fresh.media.film_objects, false,
               changes.films);
    return changes;
}

}  // namespace sen::pack
