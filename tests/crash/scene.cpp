// SPDX-License-Identifier: Apache-2.0
#include "crash/scene.h"

#include "base/file.h"

namespace sen::crash {

namespace fs = std::filesystem;

namespace {

/// Bytes that are different for each name and hold no block of zeros.
std::string filler(const std::string& name, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; bytes.size() < size; ++i) {
        bytes += name + " " + std::to_string(i) + "\n";
    }
    bytes.resize(size);
    return bytes;
}

test::PackFixture pack_of(int version) {
    const auto number = std::to_string(version);
    test::PackFixture pack;
    pack.version = static_cast<std::uint64_t>(version);
    pack.files = {{"catalogue.db", filler("catalogue " + number, 6'000)},
                  {"cau/film.mp4", filler("film", 40'000)},  // the same in each version
                  {"cau/view.jpg", Scene::mark_of(version) + filler("view " + number, 15'000)},
                  {"cau/thumbnail.jpg", filler("thumbnail " + number, 3'000)},
                  {"cau/empty.vtt", ""}};
    const int extra = version == Scene::kManyObjects || version == Scene::kLarge ? 9 : 0;
    for (int i = 0; i < extra; ++i) {
        const auto name = "more-" + std::to_string(i);
        pack.files[name] = filler(name + number, version == Scene::kLarge ? 1 << 20 : 900);
    }
    return pack;
}

}  // namespace

Scene::Scene(fs::path folder) : folder_(std::move(folder)) {
    for (int version = 1; version <= kLarge; ++version) {
        const auto pack = pack_of(version);
        test::write_pack(source(version), pack);
        const auto manifest = pack.manifest();
        published_.insert(sha256(manifest.to_json()));
        for (const auto& entry : manifest.objects) published_.insert(entry.object);
    }
}

fs::path Scene::source(int version) const {
    return folder_ / ("pack-" + std::to_string(version));
}

Act Scene::install(int version, store::Trouble* trouble) const {
    return [from = source(version), trouble](const fs::path& store, store::SystemCalls& calls) {
        return test::install_from(from, store, calls, test::unsigned_content(), trouble)
            .has_value();
    };
}

Act Scene::roll_back() {
    return [](const fs::path& store, store::SystemCalls& calls) {
        return store::StoreWriter(store, calls).roll_back().has_value();
    };
}

std::string Scene::mark_of(int version) {
    return "Sen picture " + std::to_string(1000 + version);
}

Packs Scene::packs_of(const fs::path& store) {
    const auto current = store::Store(store).current();
    return current ? current->packs : Packs{};
}

std::optional<std::string> Scene::fault_of(const fs::path& store,
                                           const std::vector<Packs>& allowed) const {
    if (!fs::exists(store)) {
        const bool may_be_empty =
            std::find(allowed.begin(), allowed.end(), Packs{}) != allowed.end();
        if (may_be_empty) return std::nullopt;
        return "the store is gone";
    }
    const store::Store opened(store);
    if (auto fault = test::fault_of(opened, allowed)) return fault;
    if (const auto previous = opened.previous()) {
        const auto report = store::verify(opened, *previous, {});
        for (const auto& damaged : report.damaged)
            return "the way back is damaged: " + damaged.path + ": " + damaged.detail;
    } else if (previous.error().kind != ErrorKind::NotFound) {
        return "the way back: " + previous.error().message;
    }
    return fault_of_objects(store / store::layout::kObjects);
}

std::optional<std::string> Scene::fault_of_objects(const fs::path& objects) const {
    if (!fs::exists(objects)) return std::nullopt;
    for (const auto& entry : fs::recursive_directory_iterator(objects)) {
        if (entry.is_directory()) continue;
        const auto name = entry.path().filename().string();
        // Such a name leads to nothing; the next clean-up removes it.
        if (!Digest::from_hex(name)) continue;
        const auto file = open_file(entry.path());
        if (!file) return file.error().message;
        const auto digest = digest_file(*file);
        if (!digest) return digest.error().message;
        if (digest->hex() != name) return "in objects/, not what its name says: " + name;
        if (!published_.contains(*digest)) return "in objects/ and never published: " + name;
    }
    return std::nullopt;
}

}  // namespace sen::crash
