// SPDX-License-Identifier: Apache-2.0
#include "draft_folder.h"

#include <fmt/format.h>

#include "pack_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

/// `key = "…"`, with a comment where the author must write it.
std::string line(std::string_view key, std::string_view text, const std::string& blank) {
    std::string out = fmt::format("{} = {}", key, toml_text(text));
    if (text.empty()) out += "  # " + blank;
    return out + '\n';
}

std::string exhibit_toml(const DraftExhibit& exhibit, const std::string& blank,
                         const std::string& optional) {
    const std::size_t pictures = exhibit.pictures.size();
    std::string toml = "format = 1\n";
    toml += fmt::format("kind = \"{}\"\n", pictures > limits::kStoryPictures ? "album" : "story");
    toml += line("title.vi", exhibit.title, blank);
    toml += line("year", exhibit.year, optional);
    if (!exhibit.place.empty()) toml += line("place.vi", exhibit.place, blank);
    toml += line("rights.vi", exhibit.rights, blank);
    for (const DraftPicture& picture : exhibit.pictures) {
        toml += "\n[[picture]]\n";
        toml += line("file", picture.file, blank);
        toml += line("caption.vi", picture.caption, blank);
        toml += line("alt.vi", picture.alt, blank);
        toml += line("source.vi", "", blank);
        toml += line("rights.vi", "", blank);
    }
    toml += "\n[[source]]\n";
    return toml + line("text.vi", exhibit.source, blank);
}

/// "id/hinh-1.jpg" of the first picture there is; empty when there is none.
std::string first_picture(const std::vector<DraftExhibit>& exhibits) {
    for (const DraftExhibit& exhibit : exhibits)
        if (!exhibit.pictures.empty()) return exhibit.id + "/" + exhibit.pictures[0].file;
    return {};
}

std::string collection_toml(const std::vector<DraftExhibit>& exhibits, const std::string& blank) {
    std::string toml = "format = 1\n";
    toml += line("title.vi", "", blank);
    toml += line("summary.vi", "", blank);
    toml += line("cover", first_picture(exhibits), blank);
    toml += "exhibits = [\n";
    for (const DraftExhibit& exhibit : exhibits) toml += fmt::format("  \"{}\",\n", exhibit.id);
    return toml + "]\n";
}

std::string pack_toml(const std::string& pack, const std::string& collection,
                      const std::string& cover, const Messages& messages) {
    const std::string blank = messages.text("draft_blank");
    std::string toml = "format = 1\n";
    toml += line("id", pack, blank);
    toml += line("publisher", "", blank);
    toml += "version = 1\n";
    toml += "# " + messages.text("draft_issued") + "\n";
    toml += "languages = [\"vi\"]\n";
    toml += line("title.vi", "", blank);
    toml += line("summary.vi", "", blank);
    toml += line("cover", cover, blank);
    toml += fmt::format("collections = [\"{}\"]\n", collection);
    toml += cover.empty() ? "attract = []  # " + blank + "\n"
                          : fmt::format("attract = [{}]\n", toml_text(cover));
    return toml + "narration = \"machine\"\n";
}

}  // namespace

std::vector<NewFile> draft_files(const std::vector<DraftExhibit>& exhibits,
                                 const std::string& collection, const std::string& pack,
                                 const Messages& messages) {
    const std::string blank = messages.text("draft_blank"),
                      optional = messages.text("draft_optional");
    std::vector<NewFile> files;
    for (const DraftExhibit& exhibit : exhibits) {
        const std::string folder = "exhibits/" + exhibit.id + "/";
        files.push_back({folder + "exhibit.toml", exhibit_toml(exhibit, blank, optional)});
        // An empty file would be a fault of its own kind; check names a text without words.
        files.push_back({folder + "vi.md", exhibit.markdown.empty() ? "\n" : exhibit.markdown});
        for (const DraftPicture& picture : exhibit.pictures)
            if (!picture.bytes.empty()) files.push_back({folder + picture.file, picture.bytes});
    }
    files.push_back({"collections/" + collection + ".toml", collection_toml(exhibits, blank)});
    if (!pack.empty())
        files.push_back(
            {"pack.toml", pack_toml(pack, collection, first_picture(exhibits), messages)});
    return files;
}

}  // namespace sen::pack
