// SPDX-License-Identifier: Apache-2.0
#include "repository_sources.h"

#include <algorithm>

#include "base/log.h"
#include "delta.h"
#include "store/delta.h"

namespace sen::sync {

namespace {

/// Bytes that are here already.
class HeldStream final : public store::ObjectStream {
  public:
    explicit HeldStream(std::string bytes) : bytes_(std::move(bytes)) {}

    Result<std::size_t> read(std::span<std::byte> buffer) override {
        const auto piece = std::as_bytes(std::span(bytes_)).subspan(position_);
        const auto count = std::min(buffer.size(), piece.size());
        std::copy_n(piece.begin(), count, buffer.begin());
        position_ += count;
        return count;
    }

  private:
    std::string bytes_;
    std::size_t position_ = 0;
};

}  // namespace

Result<std::string> RepositoryMetadata::fetch(const std::string& name, std::uint64_t max_bytes) {
    if (name == "timestamp.json" && timestamp_ && timestamp_->size() <= max_bytes) {
        auto bytes = std::move(*timestamp_);
        timestamp_.reset();
        return bytes;
    }
    return repository_.read(path_of(name), max_bytes);
}

void RepositoryObjects::expect_delta(const Digest& fresh, std::uint64_t length, const Digest& old) {
    if (fresh != old) older_[fresh] = {old, length};
}

void RepositoryObjects::expect_manifest(const store::InstalledPack& pack) {
    manifests_[pack.manifest] =
        fmt::format("targets/{}/{}.{}.json", pack.publisher, pack.manifest.hex(), pack.id);
}

Result<std::string> RepositoryObjects::rebuild(const Digest& fresh, std::uint64_t length,
                                               const Digest& old) {
    // A publisher writes no delta that is longer than half of the file.
    SEN_TRY(const auto delta, repository_.read(store::delta_file(fresh, old), length / 2 + 1));
    SEN_TRY(const auto before, store_.read_object(old, store::kMaxDeltaFile));
    SEN_TRY(auto bytes, apply_delta(before, delta, length));
    if (sha256(bytes) != fresh)
        return fail(ErrorKind::Corrupt, "delta: another file comes out of it");
    return bytes;
}

Result<std::unique_ptr<store::ObjectStream>> RepositoryObjects::open(const Digest& object,
                                                                     std::uint64_t offset) {
    const auto older = older_.find(object);
    if (offset == 0 && older != older_.end()) {
        auto bytes = rebuild(object, older->second.length, older->second.old);
        if (bytes)
            return std::unique_ptr<store::ObjectStream>(
                std::make_unique<HeldStream>(std::move(*bytes)));
        if (bytes.error().kind != ErrorKind::NotFound)
            log::info("{}; the file is fetched whole", bytes.error().message);
    }
    const auto manifest = manifests_.find(object);
    return repository_.open(
        manifest == manifests_.end() ? store::layout::object_file(object) : manifest->second,
        offset);
}

}  // namespace sen::sync
