// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "pack/media_check.h"
#include "pack/source.h"

namespace sen::pack {
using Briefs = std::vector<std::string>;
}

namespace doctest {
template <>
struct StringMaker<sen::pack::Briefs> {
    static String convert(const sen::pack::Briefs& list) {
        std::string text;
        for (const std::string& entry : list) text += "\n  " + entry;
        return text.c_str();
    }
};
}  // namespace doctest

namespace sen::pack {

/// A copy of fixtures/good in a temporary directory, to be spoilt.
class SourceFolder {
  public:
    SourceFolder() : directory_(TemporaryDirectory::create().value()) { overlay("good"); }

    const std::filesystem::path& path() const { return directory_.path(); }

    void overlay(const std::string& fixture) {
        namespace fs = std::filesystem;
        fs::copy(fs::path(SEN_SOURCE_DIR) / "tests/pack/fixtures" / fixture, path(),
                 fs::copy_options::recursive | fs::copy_options::copy_symlinks |
                     fs::copy_options::overwrite_existing);
    }

    void write(const std::string& name, const std::string& bytes) {
        std::filesystem::create_directories((path() / name).parent_path());
        std::ofstream(path() / name, std::ios::binary) << bytes;
    }

    std::string read(const std::string& name) { return read_file(path() / name, 1 << 24).value(); }

    /// Replaces the first `from` of a file, which must be there.
    void edit(const std::string& name, const std::string& from, const std::string& to) {
        std::string text = read(name);
        const auto at = text.find(from);
        REQUIRE_MESSAGE(at != std::string::npos, name << " has no " << from);
        write(name, text.replace(at, from.size(), to));
    }

    /// Media are looked into.
    std::vector<Fault> faults() {
        Faults found;
        read_source(path(), found);
        return found.all();
    }

    /// The same without starting a program for each picture and film.
    std::vector<Fault> text_faults() {
        Faults found;
        std::vector<MediaUse> media;
        read_without_media(path(), media, found);
        return found.all();
    }

    /// "file:line key" of each fault.
    static Briefs brief(const std::vector<Fault>& faults) {
        Briefs list;
        for (const Fault& fault : faults)
            list.push_back(
                fmt::format("{}:{} {}", fault.file.generic_string(), fault.line, fault.key));
        return list;
    }

  private:
    TemporaryDirectory directory_;
};

}  // namespace sen::pack
