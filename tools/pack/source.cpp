// SPDX-License-Identifier: Apache-2.0
#include "source.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "exhibit_reader.h"
#include "folder.h"
#include "media_check.h"
#include "pack_limits.h"
#include "table_reader.h"
#include "text.h"

namespace sen::pack {
namespace {

bool is_language_code(std::string_view text) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    return (text.size() == 2 || text.size() == 3) &&
           std::all_of(text.begin(), text.end(), is_letter);
}

/// Reads a whole source folder in the order in which the parts need each other: languages,
/// exhibits, then what refers to them.
class PackReader {
  public:
    PackReader(const std::filesystem::path& folder, std::vector<MediaUse>& media, Faults& faults)
        : folder_(Folder::list(folder, faults)), media_(media), faults_(faults) {
        pack_.folder = folder;
    }

    PackSource read() {
        const auto table = open_pack();
        if (!table && folder_.folders_in("exhibits").empty()) return std::move(pack_);
        std::optional<TableReader> reader;
        if (table) {
            reader.emplace(*table, 1, "pack.toml", pack_.languages, faults_);
            read_languages(*reader);
        }
        read_exhibits();
        std::vector<Located> listed;
        if (reader) {
            read_pack(*reader, listed);
            reader->finish();
        }
        read_collections(listed, table.has_value());
        check_exhibits_are_listed();
        folder_.report_unused(faults_);
        for (auto& [id, exhibit] : exhibits_) pack_.exhibits.push_back(std::move(exhibit.exhibit));
        return std::move(pack_);
    }

  private:
    std::optional<toml::table> open_pack() {
        if (!folder_.has("pack.toml")) {
            if (!folder_.is_refused("pack.toml"))
                faults_.add({"pack.toml", 0, "pack_toml_missing", {}});
            return std::nullopt;
        }
        folder_.use("pack.toml");
        return read_toml(folder_, "pack.toml", faults_);
    }

    void read_languages(TableReader& reader) {
        for (const Located& code : reader.names("languages", Need::Required)) {
            auto& languages = pack_.languages;
            if (!is_language_code(code.text))
                reader.fault(code.line, "language_code", {{"language", code.text}});
            else if (std::find(languages.begin(), languages.end(), code.text) != languages.end())
                reader.fault(code.line, "listed_twice", {{"id", code.text}, {"key", "languages"}});
            else
                languages.push_back(code.text);
        }
        check_count(reader, "languages", pack_.languages.size(), limits::kLanguages);
    }

    void read_pack(TableReader& reader, std::vector<Located>& listed) {
        pack_.id = read_id(reader, "id");
        pack_.publisher = read_id(reader, "publisher");
        pack_.version = reader.number("version", limits::kVersion);
        pack_.issued = reader.date("issued");
        pack_.title = reader.texts("title", Need::Required, limits::kTitle);
        pack_.summary = reader.texts("summary", Need::Required, limits::kLine);
        pack_.cover = reference(reader, reader.text("cover", Need::Required, limits::kLine));
        listed = unique_ids(reader, "collections", limits::kCollections);
        const auto attract = reader.names("attract", Need::Required);
        check_count(reader, "attract", attract.size(), limits::kAttract);
        for (const Located& name : attract) pack_.attract.push_back(reference(reader, name));
        const Located narration = reader.text("narration", Need::Required, limits::kLine);
        if (narration.text == "machine")
            pack_.narration = Narration::Machine;
        else if (narration.text != "none" && !narration.text.empty())
            reader.fault(narration.line, "narration_unknown", {{"value", narration.text}});
    }

    std::string read_id(TableReader& reader, std::string_view key) {
        const Located id = reader.text(key, Need::Required, limits::kLine);
        if (!id.text.empty() && !is_id(id.text))
            reader.fault(id.line, "id_rule", {{"id", id.text}});
        return id.text;
    }

    void check_count(const TableReader& reader, std::string_view key, std::size_t count,
                     std::size_t most) const {
        if (count > most)
            reader.fault(reader.line_of(key), "too_many",
                         {{"key", std::string(key)}, {"most", std::to_string(most)}});
    }

    /// The ids of a list, each once.
    std::vector<Located> unique_ids(TableReader& reader, std::string_view key, std::size_t most) {
        std::vector<Located> ids;
        std::set<std::string> seen;
        for (Located& id : reader.names(key, Need::Required)) {
            if (!is_id(id.text))
                reader.fault(id.line, "id_rule", {{"id", id.text}});
            else if (!seen.insert(id.text).second)
                reader.fault(id.line, "listed_twice", {{"id", id.text}, {"key", std::string(key)}});
            else
                ids.push_back(std::move(id));
        }
        check_count(reader, key, ids.size(), most);
        return ids;
    }

    void read_exhibits() {
        for (const std::string& id : folder_.folders_in("exhibits")) {
            if (!is_id(id)) faults_.add({"exhibits/" + id, 0, "id_rule", {{"id", id}}});
            exhibits_[id] = read_exhibit(folder_, id, pack_.languages, media_, faults_);
        }
        if (exhibits_.empty()) faults_.add({"pack.toml", 1, "no_exhibits", {}});
        if (exhibits_.size() > limits::kExhibits)
            faults_.add({"pack.toml",
                         1,
                         "too_many",
                         {{"key", "exhibits"}, {"most", std::to_string(limits::kExhibits)}}});
    }

    /// `<exhibit>/<file>` of a picture or film that the exhibit declares.
    SourceReference reference(const TableReader& reader, const Located& name) {
        SourceReference result;
        if (name.text.empty()) return result;
        const std::size_t slash = name.text.find('/');
        result.exhibit = name.text.substr(0, slash);
        const auto found = exhibits_.find(result.exhibit);
        if (slash == std::string::npos || found == exhibits_.end()) {
            reader.fault(name.line, "reference_without_exhibit", {{"name", name.text}});
            return result;
        }
        const ReadExhibit& exhibit = found->second;
        const std::string file = name.text.substr(slash + 1);
        const auto& names = exhibit.picture_names;
        const auto picture = std::find(names.begin(), names.end(), file);
        if (picture != names.end())
            result.picture = static_cast<int>(picture - names.begin());
        else if (exhibit.is_readable && file != exhibit.film_name)
            reader.fault(name.line, "reference_undeclared",
                         {{"name", file}, {"exhibit", result.exhibit}});
        return result;
    }

    void read_collections(const std::vector<Located>& listed, bool is_list_known) {
        std::set<std::string> on_disk;
        for (const std::string& name : folder_.files_in("collections"))
            if (name.ends_with(".toml")) on_disk.insert(name.substr(0, name.size() - 5));
        for (const Located& id : listed) {
            const std::string file = "collections/" + id.text + ".toml";
            if (on_disk.erase(id.text) > 0)
                read_collection(id.text);
            else if (!folder_.is_refused(file))
                faults_.add({"pack.toml", id.line, "collection_missing", {{"id", id.text}}});
        }
        for (const std::string& id : on_disk) {
            if (is_list_known)
                faults_.add(
                    {"collections/" + id + ".toml", 1, "collection_unlisted", {{"id", id}}});
            read_collection(id);
        }
    }

    void read_collection(const std::string& id) {
        const std::string file = "collections/" + id + ".toml";
        folder_.use(file);
        const auto table = read_toml(folder_, file, faults_);
        if (!table) {
            are_collections_read_ = false;
            return;
        }
        TableReader reader(*table, 1, file, pack_.languages, faults_);
        SourceCollection collection;
        collection.id = id;
        collection.title = reader.texts("title", Need::Required, limits::kTitle);
        collection.summary = reader.texts("summary", Need::Required, limits::kLine);
        collection.cover = reference(reader, reader.text("cover", Need::Required, limits::kLine));
        for (const Located& exhibit : unique_ids(reader, "exhibits", limits::kExhibits)) {
            listed_exhibits_.insert(exhibit.text);
            collection.exhibits.push_back(exhibit.text);
            if (exhibits_.contains(exhibit.text) || folder_.is_refused("exhibits/" + exhibit.text))
                continue;
            std::vector<std::string> ids;
            for (const auto& [known, unused] : exhibits_) ids.push_back(known);
            if (const auto near = nearest(exhibit.text, ids))
                reader.fault(exhibit.line, "exhibit_missing_near",
                             {{"id", exhibit.text}, {"near", *near}});
            else
                reader.fault(exhibit.line, "exhibit_missing", {{"id", exhibit.text}});
        }
        reader.finish();
        if (collection.exhibits.empty()) are_collections_read_ = false;
        pack_.collections.push_back(std::move(collection));
    }

    void check_exhibits_are_listed() {
        if (!are_collections_read_) return;
        for (const auto& [id, exhibit] : exhibits_)
            if (exhibit.is_readable && !listed_exhibits_.contains(id))
                faults_.add(
                    {"exhibits/" + id + "/exhibit.toml", 1, "exhibit_unlisted", {{"id", id}}});
    }

    Folder folder_;
    std::vector<MediaUse>& media_;
    Faults& faults_;
    PackSource pack_;
    std::map<std::string, ReadExhibit> exhibits_;
    std::set<std::string> listed_exhibits_;
    bool are_collections_read_ = true;
};

/// pack.toml first, then the collections, then the exhibits: the order in which staff would look.
int rank(const std::filesystem::path& file) {
    const std::string text = file.generic_string();
    if (text == "pack.toml") return 0;
    if (text.starts_with("collections/")) return 1;
    return text.starts_with("exhibits/") ? 2 : 3;
}

bool comes_before(const Fault& a, const Fault& b) {
    return std::tuple(rank(a.file), a.file.generic_string(), a.line) <
           std::tuple(rank(b.file), b.file.generic_string(), b.line);
}

void add_sorted(const Faults& found, Faults& faults) {
    std::vector<Fault> sorted = found.all();
    std::stable_sort(sorted.begin(), sorted.end(), comes_before);
    for (Fault& fault : sorted) faults.add(std::move(fault));
}

}  // namespace

PackSource read_without_media(const std::filesystem::path& folder, std::vector<MediaUse>& media,
                              Faults& faults) {
    Faults found;
    PackSource pack = PackReader(folder, media, found).read();
    add_sorted(found, faults);
    return pack;
}

PackSource read_source(const std::filesystem::path& folder, Faults& faults, CheckedMedia* checked) {
    Faults found;
    std::vector<MediaUse> media;
    PackSource pack = read_without_media(folder, media, found);
    check_media(media, found, checked);
    add_sorted(found, faults);
    return pack;
}

}  // namespace sen::pack
