// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "base/digest.h"
#include "store/store.h"

namespace sen::test {

/// A pack to be written by hand: any bytes will do as its catalogue.
struct PackFixture {
    std::string id = "gia-dinh";
    std::string publisher = "mau";
    std::uint64_t version = 1;
    std::map<std::string, std::string> files = {{"catalogue.db", "the catalogue"},
                                                {"cau/view.jpg", "a picture"},
                                                {"cau/film.mp4", std::string(300'000, 'f')}};

    store::Manifest manifest() const {
        store::Manifest manifest{id, publisher, "2026-11-22", version, {}, {}};
        for (const auto& [path, bytes] : files)
            manifest.objects.push_back(
                {path, sha256(bytes), bytes.size(), "application/octet-stream", 0, 0, 0});
        manifest.catalogue = sha256(files.at("catalogue.db"));
        return manifest;
    }
};

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

inline std::filesystem::path object_file(const std::filesystem::path& folder,
                                         const std::string& bytes) {
    return store::Store(folder).object_path(sha256(bytes));
}

/// manifest.json and objects/, as sen-pack builds them.
inline void write_pack(const std::filesystem::path& folder, const PackFixture& pack) {
    write_file(folder / "manifest.json", pack.manifest().to_json());
    for (const auto& [path, bytes] : pack.files) write_file(object_file(folder, bytes), bytes);
}

}  // namespace sen::test
