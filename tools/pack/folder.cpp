// SPDX-License-Identifier: Apache-2.0
#include "folder.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/utf8.h"
#include "language/letter_case.h"
#include "language/nfc.h"
#include "pack_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

bool is_passed_over(std::string_view name) {
    if (name.starts_with('.') || name.starts_with("~$")) return true;
    const std::string lower = language::to_lower(name);
    return lower == "thumbs.db" || lower == "desktop.ini";
}

/// What is wrong with a name on the disk, if anything.
const char* name_fault(const std::string& name) {
    if (find_invalid_utf8(name)) return "file_name_broken";
    if (find_control_character(name, Lines::One)) return "file_name_broken";
    if (name.find('\\') != std::string::npos) return "file_name_broken";
    if (!language::is_nfc(name)) return "file_name_nfd";
    return nullptr;
}

/// The name in a form that may be printed.
std::string printable(const std::string& name) {
    std::string text;
    for (std::size_t at = 0; at < name.size();) {
        const auto point = first_code_point(std::string_view(name).substr(at));
        const std::size_t length = point ? point->length : 1;
        const std::string_view part = std::string_view(name).substr(at, length);
        text += !point || find_control_character(part, Lines::One) ? "?" : part;
        at += length;
    }
    return text;
}

std::string joined(const std::string& folder, const std::string& name) {
    return folder.empty() ? name : folder + "/" + name;
}

std::string nfc(const std::string& name) {
    auto normal = language::to_nfc(name);
    return normal ? *normal : name;
}

std::string_view parent_of(std::string_view name) {
    const std::size_t slash = name.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

}  // namespace

Folder Folder::list(const fs::path& root, Faults& faults) {
    Folder folder(root);
    Walk walk;
    folder.walk("", 0, walk, faults);
    if (walk.is_full)
        faults.add(
            {"pack.toml", 1, "pack_too_many_files", {{"most", std::to_string(limits::kFiles)}}});
    if (walk.bytes > limits::kFolderBytes)
        faults.add({"pack.toml",
                    1,
                    "pack_too_large",
                    {{"gigabytes", std::to_string(walk.bytes >> 30)},
                     {"most", std::to_string(limits::kFolderBytes >> 30)}}});
    return folder;
}

void Folder::walk(const std::string& folder, int depth, Walk& walk, Faults& faults) {
    std::vector<std::pair<std::string, fs::file_status>> found;
    std::error_code error;
    for (fs::directory_iterator at(root_ / folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code no_status;
        found.emplace_back(at->path().filename().string(), at->symlink_status(no_status));
    }
    if (error) faults.add({folder, 0, "file_unreadable", {{"reason", error.message()}}});
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::map<std::string, std::string> by_folded_name;
    for (const auto& [name, status] : found) {
        const bool is_beside = folder.empty() && fs::is_regular_file(status) && name != "pack.toml";
        if (is_beside || is_passed_over(name)) continue;
        if (++walk.entries > limits::kFiles) {
            walk.is_full = true;
            return;
        }
        const std::string path = joined(folder, name);
        if (const char* key = name_fault(name)) {
            faults.add({printable(path), 0, key, {}});
            entries_[nfc(path)].kind = Entry::Kind::Refused;
            continue;
        }
        const auto [twin, is_new] = by_folded_name.emplace(language::to_lower(name), name);
        if (!is_new) faults.add({path, 0, "file_case_twin", {{"other", twin->second}}});
        take(path, status, depth, walk, faults);
    }
}

void Folder::take(const std::string& name, const fs::file_status& status, int depth, Walk& walk,
                  Faults& faults) {
    Entry& entry = entries_[name];
    const auto refuse = [&](const char* key) {
        entry.kind = Entry::Kind::Refused;
        faults.add({name, 0, key, {}});
    };
    if (fs::is_symlink(status)) return refuse("file_symbolic_link");
    if (fs::is_directory(status)) {
        entry.kind = Entry::Kind::Folder;
        if (depth == 0 && name != "collections" && name != "exhibits")
            return refuse("folder_unknown");
        if (depth >= limits::kFolderDepth) return refuse("folder_too_deep");
        return this->walk(name, depth + 1, walk, faults);
    }
    if (!fs::is_regular_file(status)) return refuse("file_special");
    std::error_code error;
    entry.bytes = fs::file_size(root_ / name, error);
    if (error) return refuse("file_unreadable");
    if (entry.bytes == 0) return refuse("file_empty");
    walk.bytes += entry.bytes;
}

bool Folder::has(const std::string& name) const {
    const auto found = entries_.find(name);
    return found != entries_.end() && found->second.kind == Entry::Kind::File;
}

bool Folder::is_refused(const std::string& name) const {
    const auto found = entries_.find(name);
    return found != entries_.end() && found->second.kind == Entry::Kind::Refused;
}

std::vector<std::string> Folder::folders_in(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : entries_)
        if (entry.kind == Entry::Kind::Folder && parent_of(name) == folder)
            names.push_back(name.substr(folder.empty() ? 0 : folder.size() + 1));
    return names;
}

std::vector<std::string> Folder::files_in(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : entries_)
        if (entry.kind == Entry::Kind::File && parent_of(name) == folder)
            names.push_back(name.substr(folder.empty() ? 0 : folder.size() + 1));
    return names;
}

void Folder::use(const std::string& name) {
    if (const auto found = entries_.find(name); found != entries_.end())
        found->second.is_used = true;
}

void Folder::use_all_in(const std::string& folder) {
    for (auto& [name, entry] : entries_)
        if (name.starts_with(folder + "/")) entry.is_used = true;
}

std::optional<std::string> Folder::resolve(const std::string& base, const Located& named,
                                           const fs::path& toml, Faults& faults) {
    const auto refuse = [&](const char* key,
                            std::vector<std::pair<std::string, std::string>> more = {}) {
        more.emplace_back("name", named.text);
        faults.add({toml, named.line, key, std::move(more)});
        return std::nullopt;
    };
    const std::string& text = named.text;
    const fs::path path(text);
    const bool leaves = path.is_absolute() || text.find('\\') != std::string::npos ||
                        (text.size() > 1 && text[1] == ':') ||
                        std::any_of(path.begin(), path.end(), [](const fs::path& part) {
                            return part == ".." || part == "." || part.empty();
                        });
    if (leaves) return refuse("name_outside");
    if (!language::is_nfc(text)) return refuse("name_nfd");
    for (const fs::path& part : path)
        if (is_passed_over(part.string())) return refuse("name_passed_over");
    const std::string name = joined(base, text);
    if (has(name)) {
        use(name);
        return name;
    }
    // Refused: the fault of the file itself, or of a folder on the way to it, says it better.
    for (std::string_view part = name; !part.empty(); part = parent_of(part))
        if (is_refused(std::string(part))) return std::nullopt;
    if (const auto near = nearest(text, files_in(base)))
        return refuse("file_missing_near", {{"near", *near}});
    return refuse("file_missing");
}

void Folder::report_unused(Faults& faults) const {
    for (const auto& [name, entry] : entries_)
        if (entry.kind == Entry::Kind::File && !entry.is_used)
            faults.add({name, 0, "file_unused", {}});
}

}  // namespace sen::pack
