// SPDX-License-Identifier: Apache-2.0
// sen-swarm: what updates cost. A signed repository on one nginx with two workers; kiosks of this
// process update from it, some of their requests failing; then single kiosks are measured.
#include <netinet/in.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zstd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "publish/signed_repository.h"
#include "store/delta.h"
#include "store/faulty_calls.h"
#include "store/pack_fixture.h"
#include "store/trusted_folder.h"
#include "store/verify.h"
#include "sync/updater.h"

extern char** environ;

namespace {

using namespace sen;
namespace fs = std::filesystem;

std::string noise(std::size_t count, unsigned seed) {
    std::string text(count, ' ');
    for (auto& letter : text) {
        seed = seed * 1'103'515'245 + 12'345;
        letter = static_cast<char>(seed >> 16);
    }
    return text;
}

int free_port() {
    const UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket.get(), any, length) != 0 || ::getsockname(socket.get(), any, &length) != 0)
        throw std::runtime_error("no port");
    return ntohs(address.sin_port);
}

/// nginx in the foreground, with its files in a folder of its own; ends with this object.
class Nginx {
  public:
    Nginx(const fs::path& folder, const fs::path& tree, int failing_percent) : port_(free_port()) {
        fs::create_directories(folder);
        const auto file = folder / "nginx.conf";
        std::ofstream(file) << fmt::format(
            "daemon off;\nworker_processes 2;\npid {0}/pid;\nerror_log {0}/errors crit;\n"
            "events {{ worker_connections 4096; }}\n"
            "http {{\n access_log off;\n client_body_temp_path {0};\n proxy_temp_path {0};\n"
            " fastcgi_temp_path {0};\n uwsgi_temp_path {0};\n scgi_temp_path {0};\n"
            " split_clients $request_id $fate {{ {1}% error; {1}% cut; * good; }}\n"
            " server {{\n  listen 127.0.0.1:{2} backlog=4096;\n  root {3};\n"
            "  if ($fate = error) {{ return 500; }}\n  if ($fate = cut) {{ return 444; }}\n "
            "}}\n}}\n",
            folder.string(), std::max(failing_percent / 2, 1), port_, tree.string());
        std::string program = "nginx", option = "-c", name = file.string();
        char* argv[] = {program.data(), option.data(), name.data(), nullptr};
        if (::posix_spawnp(&child_, "nginx", nullptr, nullptr, argv, environ) != 0)
            throw std::runtime_error("nginx does not start (package nginx-light)");
    }
    ~Nginx() {
        ::kill(child_, SIGTERM);
        ::waitpid(child_, nullptr, 0);
    }
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  private:
    int port_;
    pid_t child_ = -1;
};

void must(const Result<void>& done) {
    if (!done) throw std::runtime_error(done.error().message);
}

struct Kiosk {
    fs::path store = {};
    test::FaultyCalls calls = {};  // that flush nothing: the network is measured, not the disk

    void trust(const test::SignedRepository& repository, const std::string& url) {
        const auto files = store::TrustedFolder::open(store, "city", calls).value();
        must(trust::Client::initialise(*files, repository.root_bytes()));
        must(sync::write_authority(store, {"city", 1, {url}, {}}, calls));
    }
    sync::UpdateReport update() {
        sync::UpdateWishes wishes;
        wishes.store = store;
        wishes.retries = {20, Milliseconds(20), Milliseconds(500), Milliseconds(500)};
        const SystemClock clock;
        sync::SystemPatience patience;
        return sync::Updater(calls, clock, patience).run(wishes);
    }
    /// Empty when `version` is installed and every byte of it is right.
    std::string fault(std::uint64_t version) const {
        const store::Store at(store);
        const auto current = at.current();
        if (!current) return current.error().message;
        if (current->packs.size() != 1 || current->packs.at(0).version != version)
            return "another version";
        return store::verify(at, *current, {}).damaged.empty() ? "" : "damaged";
    }
};

struct Publisher {
    fs::path folder;
    test::SignedRepository repository{folder / "repository"};
    test::PackFixture last = {};

    void publish(test::PackFixture pack) {
        const auto built = folder / "built";
        fs::remove_all(built);
        test::write_pack(built, pack);
        repository.add_pack(built);
        if (last.version < pack.version) {
            add_delta(pack.files.at("catalogue.db"), last.files.at("catalogue.db"));
            add_delta(pack.manifest().to_json(), last.manifest().to_json());
        }
        repository.write_next();
        last = std::move(pack);
    }

  private:
    void add_delta(const std::string& fresh, const std::string& old) const {
        std::string delta(ZSTD_compressBound(fresh.size()), '\0');
        ZSTD_CCtx* context = ZSTD_createCCtx();
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 19);
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 26);
        ZSTD_CCtx_refPrefix(context, old.data(), old.size());
        delta.resize(
            ZSTD_compress2(context, delta.data(), delta.size(), fresh.data(), fresh.size()));
        ZSTD_freeCCtx(context);
        test::write_file(repository.directory / store::delta_file(sha256(fresh), sha256(old)),
                         delta);
    }
};

/// Sentences in two languages, as many as a catalogue of that many bytes has.
std::string catalogue_text(std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; text.size() < bytes; ++i)
        text += fmt::format("Exhibit {}: {} stands by the water since {}. ", i,
                            sha256(std::to_string(i)).hex().substr(0, 20), 1700 + i % 300);
    return text;
}

test::PackFixture make_pack(std::uint64_t version, std::size_t files, std::size_t bytes,
                            std::size_t catalogue) {
    test::PackFixture pack;
    pack.version = version;
    pack.files.clear();
    pack.files["catalogue.db"] = catalogue_text(catalogue);
    for (std::size_t i = 0; i < files; ++i)
        pack.files[fmt::format("exhibit-{}/view.jpg", i)] =
            noise(bytes, static_cast<unsigned>(i * 7 + 1));
    return pack;
}

void edit_text(test::PackFixture& pack) {
    ++pack.version;
    auto& text = pack.files["catalogue.db"];
    text.replace(text.size() / 2, 10, "a new sentence about a bridge");
}

bool run_swarm(const fs::path& folder, std::size_t clients, int failing_percent) {
    Publisher publisher{folder / "swarm"};
    auto pack = make_pack(1, 8, 8'000, 100'000);
    publisher.publish(pack);
    const Nginx nginx(folder / "nginx", publisher.repository.directory, failing_percent);
    std::vector<Kiosk> kiosks(clients);
    for (std::size_t i = 0; i < clients; ++i) {
        kiosks[i].store = folder / "kiosks" / std::to_string(i);
        kiosks[i].trust(publisher.repository, nginx.url());
    }
    bool is_good = true;
    for (int round = 1; round <= 2; ++round) {
        std::vector<Milliseconds> times(clients);
        std::atomic<std::size_t> next{0}, wrong{0};
        std::atomic<std::uint64_t> bytes{0}, requests{0};
        const SystemClock clock;
        const auto start = clock.now();
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 64; ++thread)
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < clients; i = next++) {
                    const auto begin = clock.now();
                    const auto report = kiosks[i].update();
                    times[i] = clock.now() - begin;
                    bytes += report.bytes;
                    requests += report.requests;
                    if (!report.is_good() || !kiosks[i].fault(pack.version).empty()) ++wrong;
                }
            });
        threads.clear();
        std::sort(times.begin(), times.end());
        fmt::print(
            "swarm, version {}: {} kiosks, {} % of requests failing: {} not updated or not whole; "
            "{} requests, {:.1f} MB, {} ms in all, {} ms each at p50, {} ms at p99\n",
            pack.version, clients, failing_percent, wrong.load(), requests.load(),
            static_cast<double>(bytes) / 1e6, (clock.now() - start).count(),
            times[clients / 2].count(), times[clients * 99 / 100].count());
        is_good = is_good && wrong == 0;
        edit_text(pack);
        publisher.publish(pack);
    }
    fs::remove_all(folder);
    return is_good;
}

bool run_edit(const fs::path& folder) {
    Publisher publisher{folder / "edit"};
    auto pack = make_pack(1, 500, 450'000, 3'000'000);
    publisher.publish(pack);
    const Nginx nginx(folder / "nginx", publisher.repository.directory, 0);
    Kiosk kiosk{folder / "kiosk", {}};
    kiosk.trust(publisher.repository, nginx.url());
    const auto first = kiosk.update();
    edit_text(pack);
    publisher.publish(pack);
    const auto edit = kiosk.update();
    const auto nothing = kiosk.update();
    const bool is_good = first.is_good() && edit.is_good() && nothing.is_good() &&
                         kiosk.fault(pack.version).empty() && edit.bytes < 200'000 &&
                         nothing.requests == 1 && nothing.bytes < 1'500;
    fmt::print(
        "first: {:.1f} MB in {} requests\ntext-only edit: {} bytes in {} requests\n"
        "nothing new: {} bytes received in {} request\n",
        static_cast<double>(first.bytes) / 1e6, first.requests, edit.bytes, edit.requests,
        nothing.bytes, nothing.requests);
    fs::remove_all(folder);
    return is_good;
}

/// A month's work on a pack of 225 MB: a film of 15 MB and 20 pictures are replaced, 3 pictures are
/// new, a sentence changes. The ideal fetches the new media and nothing else.
bool run_typical(const fs::path& folder) {
    constexpr std::size_t kPicture = 200'000, kFilm = 15'000'000, kPictures = 23;
    Publisher publisher{folder / "typical"};
    auto pack = make_pack(1, 975, kPicture, 3'000'000);
    for (unsigned film = 0; film < 2; ++film)
        pack.files[fmt::format("film-{}.mp4", film)] = noise(kFilm, 91 + film);
    publisher.publish(pack);
    const Nginx nginx(folder / "nginx", publisher.repository.directory, 0);
    Kiosk kiosk{folder / "kiosk", {}};
    kiosk.trust(publisher.repository, nginx.url());
    const auto first = kiosk.update();
    edit_text(pack);
    pack.files["film-0.mp4"] = noise(kFilm, 97);
    for (std::size_t i = 0; i < kPictures; ++i)
        pack.files[fmt::format("exhibit-{}/view.jpg", 955 + i)] =
            noise(kPicture, static_cast<unsigned>(100'003 + i));
    publisher.publish(pack);
    const auto edit = kiosk.update();
    constexpr double kIdeal = kFilm + kPictures * kPicture;
    const double ratio = static_cast<double>(edit.bytes) / kIdeal;
    const bool is_good =
        first.is_good() && edit.is_good() && kiosk.fault(pack.version).empty() && ratio <= 1.5;
    fmt::print(
        "typical edit of {:.1f} MB: {:.1f} MB of new media, {:.2f} MB in {} requests: {:.3f} times "
        "the ideal\n",
        static_cast<double>(first.bytes) / 1e6, kIdeal / 1e6, static_cast<double>(edit.bytes) / 1e6,
        edit.requests, ratio);
    fs::remove_all(folder);
    return is_good;
}

/// One object of that many bytes; it takes no room in the repository.
bool run_big(const fs::path& folder, std::uint64_t megabytes) {
    const std::uint64_t length = megabytes * 1'000'000;
    test::SignedRepository repository(folder / "repository");
    const auto hole = folder / "hole";
    fs::create_directories(folder);
    std::ofstream(hole).close();
    fs::resize_file(hole, length);
    const auto digest = digest_file(open_file(hole).value()).value();
    test::PackFixture small;
    auto manifest = small.manifest();
    manifest.objects.push_back({"film.mp4", digest, length, "video/mp4", 0, 0, 0});
    test::write_pack(folder / "built", small);
    test::write_file(folder / "built/manifest.json", manifest.to_json());
    repository.add_pack(folder / "built");
    repository.write_next();
    const auto object = repository.directory / store::layout::object_file(digest);
    fs::create_directories(object.parent_path());
    fs::rename(hole, object);
    const Nginx nginx(folder / "nginx", repository.directory, 0);
    Kiosk kiosk{folder / "kiosk", {}};
    kiosk.trust(repository, nginx.url());
    const pid_t child = ::fork();
    if (child == 0) ::_exit(kiosk.update().is_good() ? 0 : 1);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    fmt::print("{} MB in one object: {} KB of memory at most, {}\n", megabytes, usage.ru_maxrss,
               status == 0 ? "installed" : "failed");
    fs::remove_all(folder);
    return status == 0 && usage.ru_maxrss < 64 << 10;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App program("What updates cost", "sen-swarm");
    std::size_t clients = 1000;
    int failing_percent = 30;
    std::uint64_t megabytes = 4000;
    std::string only;
    fs::path work = fs::temp_directory_path() / "sen-swarm";
    program.add_option("--clients", clients);
    program.add_option("--failing", failing_percent, "percent of requests");
    program.add_option("--megabytes", megabytes, "of the big pack")->check(CLI::Range(1, 4200));
    program.add_option("--work", work, "a folder of its own, removed at the end");
    program.add_option("--only", only)->check(CLI::IsMember({"swarm", "edit", "typical", "big"}));
    CLI11_PARSE(program, argc, argv);
    fs::remove_all(work);
    bool is_good = true;
    if (only.empty() || only == "edit") is_good = run_edit(work) && is_good;
    if (only.empty() || only == "typical") is_good = run_typical(work) && is_good;
    if (only.empty() || only == "swarm")
        is_good = run_swarm(work, clients, failing_percent) && is_good;
    if (only.empty() || only == "big") is_good = run_big(work, megabytes) && is_good;
    return is_good ? 0 : 1;
}
