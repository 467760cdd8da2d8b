// SPDX-License-Identifier: Apache-2.0
#include "build.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <optional>
#include <set>
#include <thread>

#include "base/file.h"
#include "build_output.h"
#include "catalogue/writer.h"
#include "job_pool.h"
#include "media_plan.h"
#include "pack_content.h"
#include "store/manifest.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCatalogueType = "application/vnd.sqlite3";

/// Brings a plan to its results, by the cache or by work, and tells how far it is.
class MediaWork {
  public:
    MediaWork(const MediaPlan& plan, const MediaCache& cache, const BuildOptions& options)
        : plan_(plan),
          cache_(cache),
          options_(options),
          keys_(plan.jobs.size()),
          results_(plan.jobs.size()) {}

    Result<void> run() {
        SEN_CHECK(look_up());
        find_missing();
        return work();
    }
    MediaResults results() const {
        MediaResults results;
        for (std::size_t i = 0; i < results_.size(); ++i)
            results.emplace(plan_.slots[i], *results_[first_with_key_.at(keys_[i])]);
        return results;
    }
    /// Different pieces of work: a picture that stands twice is done once.
    int count() const { return static_cast<int>(first_with_key_.size()); }
    int count_run() const { return static_cast<int>(missing_.size()); }
    std::set<Digest> keys() const { return {keys_.begin(), keys_.end()}; }

  private:
    unsigned threads() const {
        return options_.jobs != 0 ? options_.jobs
                                  : std::max(1U, std::thread::hardware_concurrency());
    }
    Result<void> in_job(std::size_t index, Result<void> outcome) const {
        if (outcome) return outcome;
        return add_context(std::move(outcome).error(), "{}", plan_.jobs[index].name);
    }
    Result<void> look_up();
    void find_missing();
    Result<void> work();
    void tell(std::size_t index);

    const MediaPlan& plan_;
    const MediaCache& cache_;
    const BuildOptions& options_;
    std::vector<Digest> keys_;
    std::vector<std::optional<MediaResult>> results_;
    std::map<Digest, std::size_t> first_with_key_;
    std::vector<std::size_t> missing_;  // the heaviest first
    double weight_ = 0, weight_done_ = 0;
    int done_ = 0;
    std::chrono::steady_clock::time_point begin_;
};

Result<void> MediaWork::look_up() {
    std::vector<std::size_t> all(plan_.jobs.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto find = [&](std::size_t i) -> Result<void> {
        SEN_TRY(keys_[i], cache_.key_of(plan_.jobs[i]));
        results_[i] = cache_.find(keys_[i]);
        return {};
    };
    return run_jobs(
        all, threads(), [&](std::size_t i) { return in_job(i, find(i)); }, [](std::size_t) {});
}

void MediaWork::find_missing() {
    for (std::size_t i = 0; i < keys_.size(); ++i)
        if (first_with_key_.emplace(keys_[i], i).second && !results_[i]) {
            missing_.push_back(i);
            weight_ += plan_.jobs[i].weight;
        }
    // A film begun last would leave the other cores idle at the end.
    std::stable_sort(missing_.begin(), missing_.end(), [&](std::size_t a, std::size_t b) {
        return plan_.jobs[a].weight > plan_.jobs[b].weight;
    });
}

Result<void> MediaWork::work() {
    begin_ = std::chrono::steady_clock::now();
    done_ = count() - count_run();
    const auto make = [&](std::size_t i) -> Result<void> {
        SEN_TRY(results_[i], cache_.make(keys_[i], plan_.jobs[i]));
        return {};
    };
    return run_jobs(
        missing_, threads(), [&](std::size_t i) { return in_job(i, make(i)); },
        [&](std::size_t i) { tell(i); });
}

void MediaWork::tell(std::size_t index) {
    ++done_;
    weight_done_ += plan_.jobs[index].weight;
    if (!options_.progress) return;
    BuildProgress progress;
    progress.done = done_;
    progress.total = count();
    progress.now = plan_.jobs[index].name;
    progress.elapsed =
        std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begin_);
    const double left =
        static_cast<double>(progress.elapsed.count()) * (weight_ - weight_done_) / weight_done_;
    progress.left = Milliseconds(static_cast<std::int64_t>(std::max(0.0, left)));
    options_.progress(progress);
}

store::ManifestEntry entry_of(std::string path, const catalogue::Asset& asset) {
    store::ManifestEntry entry;
    entry.path = std::move(path);
    entry.object = asset.object;
    entry.length = asset.length;
    entry.type = asset.type;
    entry.width = asset.size.width;
    entry.height = asset.size.height;
    entry.duration_ms = static_cast<std::uint64_t>(asset.duration.count());
    return entry;
}

Result<store::ManifestEntry> write_catalogue_object(const BuildOutput& output,
                                                    const catalogue::PackContent& content) {
    const fs::path file = output.scratch() / "catalogue.sqlite";
    SEN_CHECK(catalogue::write_catalogue(file, content));
    SEN_TRY(const UniqueFd opened, open_file(file));
    store::ManifestEntry entry;
    entry.path = "catalogue.sqlite";
    SEN_TRY(entry.object, digest_file(opened));
    SEN_TRY(entry.length, file_size(opened));
    entry.type = kCatalogueType;
    SEN_CHECK(output.add_object(entry.object, file));
    return entry;
}

Result<store::Manifest> write_objects(const PackSource& source, const MediaResults& media,
                                      const BuildOutput& output) {
    store::Manifest manifest;
    manifest.pack = source.id;
    manifest.publisher = source.publisher;
    manifest.issued = source.issued;
    manifest.version = source.version;
    SEN_TRY(const catalogue::PackContent content, make_content(source, media));
    SEN_TRY(store::ManifestEntry catalogue, write_catalogue_object(output, content));
    manifest.catalogue = catalogue.object;
    manifest.objects.push_back(std::move(catalogue));
    std::map<Digest, std::string> listed;
    for (const auto& [slot, result] : media)
        for (const auto& [name, file] : result.files) {
            // The same picture in two exhibits is one object with one path.
            if (!listed.emplace(file.asset.object, slot).second) continue;
            manifest.objects.push_back(entry_of("exhibits/" + slot + name, file.asset));
            SEN_CHECK(output.add_object(file.asset.object, file.path));
        }
    return manifest;
}

Result<BuildReport> build_with(const PackSource& source, const BuildOptions& options,
                               const fs::path& cache_directory) {
    SEN_TRY(BuildOutput output, BuildOutput::create(options.out));
    SEN_TRY(MediaCache cache, MediaCache::open(cache_directory));
    SEN_TRY(const ToolVersions tools, find_tools(source));
    const MediaPlan plan = plan_media(source, tools);
    MediaWork work(plan, cache, options);
    SEN_CHECK(work.run());
    SEN_TRY(const store::Manifest manifest, write_objects(source, work.results(), output));
    SEN_CHECK(output.commit(manifest.to_json()));
    BuildReport report;
    report.media_jobs = work.count();
    report.media_jobs_run = work.count_run();
    report.objects = manifest.objects.size();
    report.bytes = manifest.total_length();
    report.pruned =
        std::move(cache).prune(options.cache_rule, work.keys(), fs::file_time_type::clock::now());
    return report;
}

}  // namespace

Result<BuildReport> build_pack(const PackSource& source, const BuildOptions& options) {
    if (!options.cache.empty()) return build_with(source, options, options.cache);
    SEN_TRY(const TemporaryDirectory cache, TemporaryDirectory::create());
    return build_with(source, options, cache.path());
}

}  // namespace sen::pack
