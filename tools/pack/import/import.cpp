// SPDX-License-Identifier: Apache-2.0
#include "import.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/utf8.h"
#include "docx_reader.h"
#include "draft_exhibit.h"
#include "draft_folder.h"
#include "import_limits.h"
#include "language/letter_case.h"
#include "new_file.h"
#include "pack_limits.h"
#include "plain_text.h"
#include "story_text.h"
#include "text.h"
#include "xlsx_reader.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

enum class Format { Text, Markdown, Table, Docx, Xlsx };

constexpr std::array<std::pair<std::string_view, Format>, 6> kFormats{{{".txt", Format::Text},
                                                                       {".md", Format::Markdown},
                                                                       {".csv", Format::Table},
                                                                       {".tsv", Format::Table},
                                                                       {".docx", Format::Docx},
                                                                       {".xlsx", Format::Xlsx}}};

/// The ending of a name in small letters, ".docx".
std::string ending_of(const fs::path& file) {
    return language::to_lower(file.extension().string());
}

/// What is inside, whatever the name says: old Word and Excel files are often renamed.
const char* foreign_content(std::string_view bytes, Format format) {
    constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", kZip = "PK\x03\x04";
    if (bytes.starts_with(kOle)) return "import_old_office";
    if (bytes.starts_with("%PDF-")) return "import_pdf";
    if (bytes.starts_with("{\\rtf")) return "import_old_office";
    const bool is_office = format == Format::Docx || format == Format::Xlsx;
    if (!is_office && bytes.starts_with(kZip)) return "import_not_text";
    return nullptr;
}

/// The beginning of a passage, enough to see whether it reads right.
std::string excerpt(std::string_view text) {
    constexpr std::size_t kMost = 100;
    std::size_t end = 0;
    for (std::size_t count = 0; count < kMost && end < text.size(); ++count) {
        const auto point = first_code_point(text.substr(end));
        if (!point) break;
        end += point->length;
    }
    return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

std::string percent(double share) {
    return std::to_string(static_cast<int>(std::floor(share * 100)));
}

class Importer {
  public:
    Importer(const ImportRequest& request, const Ask& ask, const Messages& messages)
        : request_(request), ask_(ask), messages_(messages) {}

    ImportReport run() {
        for (const fs::path& file : request_.files)
            if (!take(file)) return refused();
        if (exhibits_.size() > limits::kExhibits) {
            say("import_too_many_exhibits", {{"most", std::to_string(limits::kExhibits)}});
            return refused();
        }
        if (!write()) return refused();
        return {true, std::move(sentences_)};
    }

  private:
    ImportReport refused() { return {false, std::move(sentences_)}; }

    void say(const char* key, const Messages::Values& values) {
        sentences_.push_back(messages_.text(key, values));
    }
    bool refuse(const fs::path& file, const char* key, Messages::Values values = {}) {
        values.emplace_back("file", file.filename().string());
        sentences_.clear();  // what was read of other files is not done either
        say(key, values);
        return false;
    }

    /// Reads one file, settles its encodings and drafts its exhibits; false after a sentence.
    bool take(const fs::path& file) {
        const std::string ending = ending_of(file);
        if (ending == ".doc" || ending == ".xls" || ending == ".rtf")
            return refuse(file, "import_old_office");
        if (ending == ".pdf") return refuse(file, "import_pdf");
        const auto format = std::find_if(kFormats.begin(), kFormats.end(),
                                         [&](const auto& known) { return known.first == ending; });
        if (format == kFormats.end()) return refuse(file, "import_format");
        const bool is_office = format->second == Format::Docx || format->second == Format::Xlsx;
        const std::uint64_t most = is_office ? limits::kOfficeFileBytes : limits::kTextFileBytes;
        const auto bytes = read_file(file, most);
        if (!bytes) return refuse(file, "import_unreadable", {{"reason", bytes.error().message}});
        if (const char* key = foreign_content(*bytes, format->second)) return refuse(file, key);
        return take_content(file, format->second, *bytes);
    }

    bool take_content(const fs::path& file, Format format, const std::string& bytes) {
        Encoding as_is = Encoding::Unicode;
        auto document = read_document(file, format, bytes, as_is);
        if (!document)
            return refuse(file, document.error().key.c_str(), std::move(document.error().values));
        const std::string name = file.filename().string();
        Question open;
        const Ask ask = [&](Question question) {
            question.file = name;
            open = question;
            return ask_(question);
        };
        const auto settled = settle_encodings(*document, as_is, request_.encoding, ask);
        if (!settled) {
            sentences_.clear();
            sentences_.push_back(question_sentence(open, messages_));
            return false;
        }
        tell(name, *settled);
        for (const LeftOut& what : document->left_out)
            say(what.key.c_str(), {{"file", name}, {"name", what.name}});
        return draft(file, *document);
    }

    Read<Document> read_document(const fs::path& file, Format format, const std::string& bytes,
                                 Encoding& as_is) {
        if (format == Format::Docx) return read_docx(bytes);
        if (format == Format::Xlsx) return read_xlsx(bytes);
        auto raw = read_raw_text(bytes, request_.encoding);
        if (!raw) return tl::unexpected<ReadFault>(raw.error());
        const bool is_utf16 =
            raw->encoding == Encoding::Utf16Le || raw->encoding == Encoding::Utf16Be;
        if (is_utf16)
            say(raw->is_guessed ? "import_utf16_guessed" : "import_utf16",
                {{"file", file.filename().string()},
                 {"encoding", std::string(encoding_title(raw->encoding))},
                 {"line", excerpt(raw->text.substr(0, raw->text.find('\n')))}});
        else
            as_is = raw->encoding;
        if (format == Format::Markdown) return markdown_document(raw->text);
        const bool is_table = format == Format::Table || request_.as == ImportAs::Table ||
                              (request_.as == ImportAs::Automatic && looks_like_table(raw->text));
        if (is_table) return table_document(raw->text);
        return text_document(raw->text);
    }

    void tell(const std::string& file, const Settled& settled) {
        for (const Conversion& one : settled.conversions) {
            const char* key = !one.font.empty() ? "import_by_font"
                              : one.is_chosen   ? "import_chosen"
                              : one.words == 0  ? "import_signs"
                                                : "import_by_words";
            say(key, {{"file", file},
                      {"encoding", std::string(encoding_title(one.encoding))},
                      {"font", one.font},
                      {"percent", percent(one.confidence)},
                      {"count", std::to_string(one.passages)},
                      {"place", std::to_string(one.place)},
                      {"before", excerpt(one.before)},
                      {"after", excerpt(one.after)}});
            if (one.encoding == Encoding::Tcvn3 && one.font.empty())
                say("import_tcvn3_capitals", {{"file", file}});
            if (one.has_lost_letters) say("import_lost_letters", {{"file", file}});
        }
        if (settled.was_decomposed) say("import_decomposed", {{"file", file}});
    }

    bool draft(const fs::path& file, const Document& document) {
        if (document.paragraphs.empty() && document.rows.empty())
            return refuse(file, "import_nothing_in_it");
        const std::string stem = file.stem().string();
        const bool has_rows = !document.rows.empty();
        const auto names = row_of_column_names(document);
        if (request_.as == ImportAs::Table && !names)
            return refuse(file, has_rows ? "import_no_columns" : "import_no_table");
        std::vector<DraftExhibit> drafted;
        if (names && request_.as != ImportAs::Story) {
            drafted = row_exhibits(document, *names, stem);
            if (*names > 0)
                say("import_rows_above",
                    {{"file", file.filename().string()}, {"count", std::to_string(*names)}});
        } else {
            drafted.push_back(story_exhibit(document, stem));
        }
        for (DraftExhibit& exhibit : drafted) {
            if (!ids_.insert(exhibit.id).second)
                return refuse(file, "import_same_id", {{"id", exhibit.id}});
            exhibits_.push_back(std::move(exhibit));
        }
        say("import_read",
            {{"file", file.filename().string()}, {"count", std::to_string(drafted.size())}});
        return true;
    }

    bool write() {
        std::error_code error;
        const fs::path& folder = request_.folder;
        const auto exists = [&](const fs::path& path) {
            return fs::exists(fs::symlink_status(path, error));
        };
        for (const char* part : {"", "exhibits", "collections"})
            if (exists(folder / part) &&
                !fs::is_directory(fs::symlink_status(folder / part, error)))
                return refuse(folder / part, "import_not_folder");
        std::string collection = "nhap-vao";
        for (int number = 2; exists(folder / "collections" / (collection + ".toml")); ++number)
            collection = "nhap-vao-" + std::to_string(number);
        for (const DraftExhibit& exhibit : exhibits_)
            if (exists(folder / "exhibits" / exhibit.id)) {
                return refuse(folder, "import_exists", {{"id", exhibit.id}});
            }
        const bool is_new = !exists(folder / "pack.toml");
        const std::string pack =
            is_new ? to_id(fs::absolute(folder).filename().string(), "goi-moi") : "";
        for (const NewFile& file : draft_files(exhibits_, collection, pack, messages_)) {
            const auto written = write_new(folder, file);
            if (!written)
                return refuse(file.name, "import_not_written",
                              {{"reason", written.error().message}});
        }
        say("import_done",
            {{"count", std::to_string(exhibits_.size())}, {"folder", folder.string()}});
        if (!is_new) say("import_list_collection", {{"id", collection}});
        return true;
    }

    const ImportRequest& request_;
    const Ask& ask_;
    const Messages& messages_;
    std::vector<DraftExhibit> exhibits_;
    std::set<std::string> ids_;
    std::vector<std::string> sentences_;
};

}  // namespace

std::string question_sentence(const Question& question, const Messages& messages) {
    return messages.text(
        "import_unsure",
        {{"file", question.file},
         {"place", std::to_string(question.place)},
         {"before", excerpt(question.before)},
         {"first", std::string(encoding_title(question.first.encoding))},
         {"firstpercent", percent(question.first.confidence())},
         {"firsttext", excerpt(question.first_text)},
         {"firstoption", std::string(encoding_option(question.first.encoding))},
         {"second", std::string(encoding_title(question.second.encoding))},
         {"secondpercent", percent(question.second.confidence())},
         {"secondtext", excerpt(question.second_text)},
         {"secondoption", std::string(encoding_option(question.second.encoding))}});
}

ImportReport import_files(const ImportRequest& request, const Ask& ask, const Messages& messages) {
    return Importer(request, ask, messages).run();
}

}  // namespace sen::pack
