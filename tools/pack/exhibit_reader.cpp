// SPDX-License-Identifier: Apache-2.0
#include "exhibit_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "language/dates.h"
#include "markdown.h"
#include "pack_limits.h"
#include "table_reader.h"
#include "text.h"
#include "webvtt.h"

namespace sen::pack {
namespace {

using catalogue::ExhibitKind;

constexpr std::array<std::pair<std::string_view, ExhibitKind>, 3> kKinds{
    {{"story", ExhibitKind::Story}, {"album", ExhibitKind::Album}, {"film", ExhibitKind::Film}}};

/// How the files of the other texts end: the same in plainer words, and a guide's notes.
constexpr const char* kSimple = ".simple.md";
constexpr const char* kGuide = ".guide.md";

class ExhibitReader {
  public:
    ExhibitReader(Folder& folder, const std::string& id, const std::vector<std::string>& languages,
                  std::vector<MediaUse>& media, Faults& faults)
        : folder_(folder),
          base_("exhibits/" + id),
          toml_(base_ + "/exhibit.toml"),
          languages_(languages),
          media_(media),
          faults_(faults) {
        result_.exhibit.id = id;
    }

    ReadExhibit read() {
        if (!folder_.has(toml_) && !folder_.is_refused(toml_)) {
            faults_.add({toml_, 0, "exhibit_toml_missing", {}});
            folder_.use_all_in(base_);
            return std::move(result_);
        }
        read_texts();
        if (const auto table = open_toml()) {
            result_.is_readable = true;
            TableReader reader(*table, 1, toml_, languages_, faults_);
            read_table(reader);
            reader.finish();
        }
        // What is used cannot be told; neither can what is declared.
        if (!result_.is_readable) folder_.use_all_in(base_);
        return std::move(result_);
    }

  private:
    std::optional<toml::table> open_toml() {
        if (!folder_.has(toml_)) return std::nullopt;
        folder_.use(toml_);
        return read_toml(folder_, toml_, faults_);
    }

    void read_texts() {
        std::vector<std::string> languages = languages_;
        if (languages.empty())
            for (const std::string& name : folder_.files_in(base_))
                if (name.ends_with(".md") && !has_second_word(name))
                    languages.push_back(name.substr(0, name.size() - 3));
        for (const std::string& language : languages) read_texts_in(language);
        for (const std::string& name : folder_.files_in(base_))
            if (name.ends_with(".md") && has_second_word(name)) check_second_word(name, languages);
    }

    /// "vi.simple.md", but not "vi.md".
    static bool has_second_word(const std::string& name) {
        return name.find('.') != name.size() - 3;
    }

    void check_second_word(const std::string& name, const std::vector<std::string>& languages) {
        for (const std::string& language : languages)
            if (name == language + kSimple || name == language + kGuide) return;
        folder_.use(base_ + "/" + name);
        faults_.add({base_ + "/" + name, 0, "text_file_unknown", {}});
    }

    void read_texts_in(const std::string& language) {
        auto& exhibit = result_.exhibit;
        const std::string simple = base_ + "/" + language + kSimple;
        const bool is_alone = folder_.has(simple) && !folder_.has(base_ + "/" + language + ".md");
        if (is_alone)
            faults_.add({simple, 1, "simple_alone", {{"name", language + ".md"}}});
        else
            read_text_of(language, ".md", exhibit.text);
        for (const auto& [ending, texts] :
             {std::pair{kSimple, &exhibit.simple_text}, {kGuide, &exhibit.notes}})
            if (folder_.has(base_ + "/" + language + ending))
                read_text_of(language, ending, *texts);
        check_length(language);
    }

    void read_text_of(const std::string& language, const char* ending,
                      std::map<std::string, std::vector<catalogue::Block>>& texts) {
        const std::string name = base_ + "/" + language + ending;
        if (!folder_.has(name)) {
            if (!folder_.is_refused(name))
                faults_.add({toml_,
                             1,
                             "text_file_missing",
                             {{"name", language + ending}, {"language", language}}});
            return;
        }
        folder_.use(name);
        const auto text = read_clean_text(name, language);
        if (!text) return;
        MarkdownText markdown = parse_markdown(*text);
        if (markdown.blocks.empty() && markdown.faults.empty())
            faults_.add({name, 1, "text_file_empty", {}});
        add_all(name, std::move(markdown.faults));
        texts[language] = std::move(markdown.blocks);
    }

    /// What is longer is not easier.
    void check_length(const std::string& language) {
        const auto words_of = [&](const auto& texts) {
            std::size_t words = 0;
            if (const auto text = texts.find(language); text != texts.end())
                for (const catalogue::Block& block : text->second) words += word_count(block.text);
            return words;
        };
        const std::size_t full = words_of(result_.exhibit.text);
        const std::size_t simple = words_of(result_.exhibit.simple_text);
        if (full == 0 || simple <= full) return;
        faults_.add({base_ + "/" + language + kSimple,
                     1,
                     "simple_too_long",
                     {{"words", std::to_string(simple)},
                      {"most", std::to_string(full)},
                      {"name", language + ".md"}}});
    }

    std::optional<std::string> read_clean_text(const std::string& name,
                                               const std::string& language) {
        const auto bytes = read_text(folder_, name, faults_);
        if (!bytes) return std::nullopt;
        std::string text = clean_text(*bytes, language);
        const auto at = find_control_character(text, Lines::Many);
        if (!at) return text;
        faults_.add({name,
                     line_at(text, *at),
                     "text_control_character",
                     {{"key", name.substr(base_.size() + 1)}}});
        return std::nullopt;
    }

    void add_all(const std::string& name, std::vector<Fault> faults) {
        for (Fault& fault : faults) {
            fault.file = name;
            faults_.add(std::move(fault));
        }
    }

    void read_table(TableReader& reader) {
        SourceExhibit& exhibit = result_.exhibit;
        const auto kind = read_kind(reader);
        exhibit.kind = kind.value_or(ExhibitKind::Story);
        exhibit.year = read_year(reader);
        exhibit.title = reader.texts("title", Need::Required, limits::kTitle);
        exhibit.place = reader.texts("place", Need::Optional, limits::kLine);
        exhibit.rights = reader.texts("rights", Need::Required, limits::kLine);
        read_subjects(reader, "person", catalogue::SubjectKind::Person);
        read_subjects(reader, "location", catalogue::SubjectKind::Place);
        if (exhibit.subjects.size() > limits::kSubjects)
            reader.fault(1, "too_many_subjects", {{"most", std::to_string(limits::kSubjects)}});
        for (const auto& [language, name] : reader.file_names("narration"))
            if (const auto file = take_media(MediaUse::Kind::Sound, name))
                exhibit.narration[language] = *file;
        auto pictures = reader.tables("picture");
        if (!pictures) result_.is_readable = false;
        for (TableReader& picture : pictures.value_or(std::vector<TableReader>{}))
            read_picture(picture);
        const auto film_line = reader.line_of("film");
        if (auto film = reader.table("film")) read_film(*film);
        auto sources = reader.tables("source");
        for (TableReader& source : sources.value_or(std::vector<TableReader>{}))
            read_citation(source);
        if (kind && pictures) check_counts(reader, *kind, film_line);
        if (sources && exhibit.sources.empty()) reader.fault(1, "citation_missing");
        if (exhibit.sources.size() > limits::kCitations)
            reader.fault(reader.line_of("source"), "too_many",
                         {{"key", "source"}, {"most", std::to_string(limits::kCitations)}});
    }

    /// A date in figures must be one. Words are left as they are: "thế kỷ XVIII".
    static std::string read_year(TableReader& reader) {
        const Located written = reader.text("year", Need::Optional, limits::kYear);
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        const bool is_date = !written.text.empty() && (is_digit(written.text.front()) ||
                                                       written.text.find('/') != std::string::npos);
        auto fault = is_date ? language::find_date_fault(written.text) : std::nullopt;
        if (!fault) return written.text;
        fault->values.emplace_back("text", written.text);
        fault->values.emplace_back("key", "year");
        reader.fault(written.line, fault->key.c_str(), std::move(fault->values));
        return written.text;
    }

    std::optional<ExhibitKind> read_kind(TableReader& reader) {
        const Located written = reader.text("kind", Need::Required, limits::kLine);
        for (const auto& [name, kind] : kKinds)
            if (written.text == name) return kind;
        if (!written.text.empty())
            reader.fault(written.line, "kind_unknown", {{"kind", written.text}});
        return std::nullopt;
    }

    void read_subjects(TableReader& reader, std::string_view key, catalogue::SubjectKind kind) {
        auto tables = reader.tables(key);
        for (TableReader& table : tables.value_or(std::vector<TableReader>{})) {
            SourceSubject subject;
            subject.kind = kind;
            subject.names.push_back(read_name(table));
            auto others = table.tables("other");
            for (TableReader& other : others.value_or(std::vector<TableReader>{})) {
                subject.names.push_back(read_name(other));
                other.finish();
            }
            if (subject.names.size() > limits::kOtherNames + 1)
                table.fault(table.line_of("other"), "too_many",
                            {{"key", "other"}, {"most", std::to_string(limits::kOtherNames)}});
            table.finish();
            result_.exhibit.subjects.push_back(std::move(subject));
        }
    }

    SourceName read_name(TableReader& reader) {
        SourceName name;
        name.name = reader.texts("name", Need::Required, limits::kTitle);
        const auto year = [&](std::string_view key) {
            return static_cast<int>(reader.number(key, limits::kLastYear, Need::Optional));
        };
        name.year_from = year("from");
        name.year_to = year("to");
        if (name.year_to != 0 && name.year_from > name.year_to)
            reader.fault(reader.line_of("from"), "years_backwards");
        return name;
    }

    /// Finds a named media file and notes that it must be looked into.
    std::optional<std::filesystem::path> take_media(MediaUse::Kind kind, const Located& name) {
        if (name.text.empty()) return std::nullopt;
        const auto found = folder_.resolve(base_, name, toml_, faults_);
        if (!found) return std::nullopt;
        MediaUse use;
        use.kind = kind;
        use.file = folder_.absolute(*found);
        use.name = name;
        use.toml = toml_;
        media_.push_back(use);
        return use.file;
    }

    void read_picture(TableReader& reader) {
        SourcePicture picture;
        const Located name = reader.file_name("file", Need::Required);
        if (const auto file = take_media(MediaUse::Kind::Picture, name)) picture.file = *file;
        const Located tall = reader.file_name("tall", Need::Optional);
        if (const auto file = take_media(MediaUse::Kind::TallPicture, tall)) picture.tall = *file;
        picture.caption = reader.texts("caption", Need::Required, limits::kLine);
        picture.alt = reader.texts("alt", Need::Required, limits::kLine);
        picture.source = reader.texts("source", Need::Required, limits::kLine);
        picture.rights = reader.texts("rights", Need::Required, limits::kLine);
        reader.finish();
        auto& names = result_.picture_names;
        if (!name.text.empty() && std::find(names.begin(), names.end(), name.text) != names.end())
            reader.fault(name.line, "picture_twice", {{"name", name.text}});
        names.push_back(name.text);
        result_.exhibit.pictures.push_back(std::move(picture));
    }

    void read_film(TableReader& reader) {
        SourceFilm film;
        const Located name = reader.file_name("file", Need::Required);
        const auto file = take_media(MediaUse::Kind::Film, name);
        if (file) film.file = *file;
        std::vector<SourceCaptions> captions;
        std::vector<std::string> missing = languages_;
        for (const auto& [language, caption_name] : reader.file_names("captions")) {
            std::erase(missing, language);
            if (auto read = read_captions(caption_name, language))
                captions.push_back(std::move(*read));
        }
        for (const SourceCaptions& read : captions) film.captions[read.language] = read.cues;
        film.source = reader.texts("source", Need::Required, limits::kLine);
        film.rights = reader.texts("rights", Need::Required, limits::kLine);
        reader.finish();
        if (file) {
            media_.back().captions = std::move(captions);
            media_.back().missing_languages = std::move(missing);
        }
        result_.film_name = name.text;
        result_.exhibit.film = std::move(film);
    }

    std::optional<SourceCaptions> read_captions(const Located& name, const std::string& language) {
        const auto found = folder_.resolve(base_, name, toml_, faults_);
        const auto text = found ? read_clean_text(*found, language) : std::nullopt;
        if (!text) return std::nullopt;
        CaptionText captions = parse_captions(*text);
        add_all(*found, std::move(captions.faults));
        return SourceCaptions{language, *found, std::move(captions.cues),
                              std::move(captions.lines)};
    }

    void read_citation(TableReader& reader) {
        SourceCitation citation;
        citation.text = reader.texts("text", Need::Required, limits::kLine);
        citation.address = reader.text("address", Need::Optional, limits::kLine).text;
        reader.finish();
        result_.exhibit.sources.push_back(std::move(citation));
    }

    void check_counts(const TableReader& reader, ExhibitKind kind, int film_line) {
        const std::size_t pictures = result_.exhibit.pictures.size();
        const int line = reader.line_of("picture");
        const auto too_many = [&](std::size_t most) {
            if (pictures > most)
                reader.fault(line, "too_many_pictures",
                             {{"count", std::to_string(pictures)}, {"most", std::to_string(most)}});
        };
        if (kind == ExhibitKind::Story && pictures == 0) reader.fault(1, "story_without_picture");
        if (kind == ExhibitKind::Story)
            too_many(limits::kStoryPictures);
        else
            too_many(limits::kAlbumPictures);
        if (kind == ExhibitKind::Album && pictures < 2) reader.fault(line, "album_too_small");
        if (kind == ExhibitKind::Film && !result_.exhibit.film) reader.fault(1, "film_missing");
        if (kind != ExhibitKind::Film && result_.exhibit.film)
            reader.fault(film_line, "film_unexpected");
    }

    Folder& folder_;
    const std::string base_, toml_;
    const std::vector<std::string>& languages_;
    std::vector<MediaUse>& media_;
    Faults& faults_;
    ReadExhibit result_;
};

}  // namespace

ReadExhibit read_exhibit(Folder& folder, const std::string& id,
                         const std::vector<std::string>& languages, std::vector<MediaUse>& media,
                         Faults& faults) {
    return ExhibitReader(folder, id, languages, media, faults).read();
}

}  // namespace sen::pack
