// SPDX-License-Identifier: Apache-2.0
#include "app/demo_store.h"

#include <doctest/doctest.h>
#include <malloc.h>
#include <poll.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "app/fonts.h"
#include "catalogue/writer.h"
#include "graphics/fixtures.h"
#include "media/films.h"
#include "store/directory_source.h"
#include "store/store_writer.h"

namespace sen::app::test {

namespace {

using catalogue::Asset;
using catalogue::Texts;

/// A pack folder being filled: objects by their hash, and the manifest that lists them.
class PackFolder {
  public:
    explicit PackFolder(std::filesystem::path path) : path_(std::move(path)) {}

    Asset add(const std::string& name, const std::string& bytes, const std::string& type, Size size,
              Milliseconds duration = Milliseconds{0}) {
        const Digest digest = sha256(bytes);
        const std::string hex = digest.hex();
        std::filesystem::create_directories(path_ / "objects" / hex.substr(0, 2));
        REQUIRE(write_file_atomically(path_ / "objects" / hex.substr(0, 2) / hex, bytes));
        const bool is_new = std::none_of(manifest_.objects.begin(), manifest_.objects.end(),
                                         [&](const auto& entry) { return entry.object == digest; });
        if (is_new)
            manifest_.objects.push_back({name, digest, bytes.size(), type, size.width, size.height,
                                         static_cast<std::uint64_t>(duration.count())});
        return {digest, type, bytes.size(), size, duration};
    }

    /// The catalogue.
    Digest finish(std::uint64_t version, const catalogue::PackContent& content) {
        REQUIRE(catalogue::write_catalogue(path_ / "catalogue.sqlite", content));
        const auto bytes = read_file(path_ / "catalogue.sqlite", 1 << 24).value();
        manifest_.catalogue = add("catalogue.sqlite", bytes, "application/vnd.sqlite3", {}).object;
        manifest_.pack = content.id;
        manifest_.publisher = content.publisher;
        manifest_.issued = content.issued;
        manifest_.version = version;
        std::sort(manifest_.objects.begin(), manifest_.objects.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
        REQUIRE(write_file_atomically(path_ / "manifest.json", manifest_.to_json()));
        return manifest_.catalogue;
    }

  private:
    std::filesystem::path path_;
    store::Manifest manifest_;
};

Texts both(const std::string& vi, const std::string& en) {
    return {{"vi", vi}, {"en", en}};
}

catalogue::PictureContent picture(const Asset& jpeg, const std::string& name) {
    catalogue::PictureContent content;
    content.thumbnail = content.view = jpeg;
    content.average = {200, 180, 150, 255};
    content.caption = both("Hình " + name, "Picture " + name);
    content.alt = content.caption;
    content.source = both("Tranh thử", "A test drawing");
    content.rights = both("Apache-2.0", "Apache-2.0");
    return content;
}

catalogue::ExhibitContent exhibit(const std::string& id, catalogue::ExhibitKind kind,
                                  const std::string& vi, const std::string& en) {
    catalogue::ExhibitContent content;
    content.id = id;
    content.kind = kind;
    content.title = both(vi, en);
    content.place = both("Sông Sài Gòn", "Sài Gòn river");
    content.rights = both("Apache-2.0", "Apache-2.0");
    content.text = {
        {"vi", {{catalogue::BlockKind::Paragraph, "Cầu bắc qua sông năm 1902.", {}}}},
        {"en", {{catalogue::BlockKind::Paragraph, "The bridge crossed the river in 1902.", {}}}}};
    content.sources = {{both("Sách", "A book"), ""}};
    return content;
}

catalogue::FilmContent film(PackFolder& folder, const Asset& jpeg, FilmKind kind) {
    catalogue::FilmContent content;
    std::string bytes = "this is no film";
    Size size{160, 90};
    Milliseconds duration{4000};
    if (kind != FilmKind::NotAFilm) {
        const auto& films = media::Films::all();
        const auto request = kind == FilmKind::Real ? films.longer() : films.clip();
        bytes = read_all(request.file, 1 << 26).value();
        size = request.size;
        duration = request.duration;
    }
    content.media = folder.add("film.mp4", bytes, "video/mp4", size, duration);
    content.poster = content.first_frame = content.last_frame = jpeg;
    content.captions = {{"vi", {{Milliseconds(0), Milliseconds(3000), "Phụ đề"}}},
                        {"en", {{Milliseconds(0), Milliseconds(3000), "Caption"}}}};
    content.source = both("Phim thử", "A test film");
    content.rights = both("Apache-2.0", "Apache-2.0");
    return content;
}

catalogue::Speech speech(PackFolder& folder, const std::string& name, const std::string& text) {
    catalogue::Speech speech;
    speech.sound = folder.add(name + ".m4a", name, "audio/mp4", {}, Milliseconds(3000));
    speech.cues = {
        {Milliseconds(0), Milliseconds(1000), -1, 0, 1},
        {Milliseconds(1000), Milliseconds(3000), 0, 0, static_cast<std::uint32_t>(text.size())}};
    return speech;
}

void add_other_texts(PackFolder& folder, OtherTexts texts, catalogue::ExhibitContent& story,
                     catalogue::ExhibitContent& album, catalogue::ExhibitContent& movie) {
    if (texts == OtherTexts::None) return;
    const std::string simple = "Cầu cũ.";
    story.simple_text["vi"] =
        movie.simple_text["vi"] = {{catalogue::BlockKind::Paragraph, simple, {}}};
    story.speech["vi"] = speech(folder, "voice", story.text.at("vi").front().text);
    if (texts != OtherTexts::WithoutVoice)
        story.simple_speech["vi"] = speech(folder, "simple-voice", simple);
    std::vector<catalogue::Block> notes{
        {catalogue::BlockKind::Paragraph, "Hỏi nhóm: cầu ở đâu?", {}}};
    for (int i = 0; texts == OtherTexts::Long && i < 12; ++i)
        notes.push_back({catalogue::BlockKind::ListItem,
                         "Chỉ vào một chỗ trong tranh và kể chuyện của chỗ ấy.",
                         {{0, 5, catalogue::RunStyle::Strong}}});
    story.notes["vi"] = album.notes["vi"] = notes;
}

}  // namespace

DemoStore::DemoStore() : directory_(TemporaryDirectory::create().value()) {}

void DemoStore::install(std::uint64_t version, const std::string& title, FilmKind film_kind,
                        const std::string& pack) {
    install_folder(build(version, title, film_kind, pack));
}

std::filesystem::path DemoStore::build(std::uint64_t version, const std::string& title,
                                       FilmKind film_kind, const std::string& pack) {
    const auto path = directory_.path() / (pack + "-" + std::to_string(version));
    std::filesystem::create_directories(path);
    PackFolder folder(path);
    const auto bytes = graphics::test::fixture("good.jpg");
    // What follows the end of a JPEG is not looked at: one picture, many objects.
    const auto jpeg = [&](const std::string& name) {
        const Asset asset = folder.add(name + ".jpg", bytes + name, "image/jpeg",
                                       graphics::jpeg_size(bytes).value());
        objects_[name] = asset.object;
        return asset;
    };

    catalogue::PackContent content;
    content.id = pack;
    content.publisher = "test";
    content.version = version;
    content.issued = "2026-11-22";
    content.languages = {"vi", "en"};
    content.title = both("Góc thử", "Test corner");
    content.summary = both("Một câu.", "One sentence.");
    content.cover = {"cau", 0};
    auto story = exhibit("cau", catalogue::ExhibitKind::Story, "Cầu cũ", "Old bridge");
    story.year = "1902";
    story.pictures = {picture(jpeg("cau"), "một")};
    if (has_voice_)
        story.speech["vi"] = {
            folder.add("cau.m4a", "this is no voice", "audio/mp4", {}, Milliseconds(3000)),
            true,
            {{Milliseconds(0), Milliseconds(3000), -1, 0, 9}}};
    auto album = exhibit("pho", catalogue::ExhibitKind::Album, "Phố chợ", "Market");
    album.pictures = {picture(jpeg("pho-1"), "hai"), picture(jpeg("pho-2"), "ba")};
    auto movie = exhibit("phim", catalogue::ExhibitKind::Film, "Phim sông", "River film");
    movie.pictures = {picture(jpeg("phim"), "bốn")};
    movie.film = film(folder, jpeg("still"), film_kind);
    objects_["film"] = movie.film->media.object;
    add_other_texts(folder, other_texts_, story, album, movie);
    if (const auto voice = story.simple_speech.find("vi"); voice != story.simple_speech.end())
        objects_["simple-voice"] = voice->second.sound.object;
    content.exhibits = {story, movie, album};
    std::sort(content.exhibits.begin(), content.exhibits.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    content.collections = {
        {"mot", both(title, title + " (en)"), both("Một.", "One."), {"cau", 0}, {"cau", "pho"}},
        {"hai", both("Phim", "Films"), both("Hai.", "Two."), {"phim", 0}, {"phim"}}};
    content.attract = {{"cau", 0}, {"phim", -1}, {"pho", 0}};
    objects_["catalogue"] = folder.finish(version, content);
    return path;
}

void DemoStore::install_collection(int exhibits, int pictures) {
    const auto path = directory_.path() / "large";
    std::filesystem::create_directories(path);
    PackFolder folder(path);
    const auto bytes = graphics::test::fixture("good.jpg");
    const Size size = graphics::jpeg_size(bytes).value();
    catalogue::PackContent content;
    content.id = "large";
    content.publisher = "test";
    content.version = 1;
    content.issued = "2026-11-22";
    content.languages = {"vi", "en"};
    content.title = both("Góc lớn", "Large corner");
    content.summary = both("Một câu.", "One sentence.");
    catalogue::CollectionContent collection;
    collection.id = "tat-ca";
    collection.title = both("Tất cả", "Everything");
    collection.summary = both("Nhiều.", "Many.");
    for (int i = 0; i < exhibits; ++i) {
        const std::string number = std::to_string(i + 1);
        auto story = exhibit(fmt::format("chuyen-{:05}", i + 1), catalogue::ExhibitKind::Story,
                             "Chuyện " + number, "Story " + number);
        const std::string name = "hinh-" + std::to_string(i % pictures);
        story.pictures = {
            picture(folder.add(name + ".jpg", bytes + name, "image/jpeg", size), name)};
        collection.exhibits.push_back(story.id);
        content.exhibits.push_back(std::move(story));
    }
    content.cover = collection.cover = {collection.exhibits.front(), 0};
    content.attract = {content.cover};
    content.collections = {collection};
    folder.finish(1, content);
    install_folder(path);
}

void DemoStore::install_folder(const std::filesystem::path& folder) const {
    store::SystemCalls calls;
    auto source = store::DirectorySource::open(folder, calls).value();
    store::StoreWriter writer(this->path(), calls);
    store::InstallOptions options;
    options.policy = trust::Policy::AllowUnsigned;
    const auto report = writer.install_folder(source, options);
    REQUIRE_MESSAGE(report.has_value(), (report ? "" : report.error().message));
}

void DemoStore::damage(const std::string& name) const {
    const auto file = store::Store(path()).object_path(object(name));
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto first = static_cast<char>(stream.peek());
    stream.seekp(0).put(static_cast<char>(first ^ 1));
}

void DemoStore::heal(const std::string& name, const std::string& pack) const {
    const auto built = directory_.path() / (pack + "-1") / "objects";
    const auto from = built / object(name).hex().substr(0, 2) / object(name).hex();
    const auto bytes = read_file(from, 1 << 26).value();
    REQUIRE(write_file_atomically(store::Store(path()).object_path(object(name)), bytes));
}

void DemoStore::withdraw(const store::WithdrawalEntry& entry) const {
    std::filesystem::create_directories(path() / "withdrawn");
    REQUIRE(write_file_atomically(path() / "withdrawn/thanh-pho.json",
                                  store::WithdrawalList{{entry}}.to_json()));
}

void DemoStore::remove() {
    std::filesystem::remove_all(path());
}

std::filesystem::path DemoStore::catalogue() const {
    const store::Store store(path());
    return store.object_path(store.current().value().packs.front().catalogue);
}

DemoKiosk::DemoKiosk(const std::filesystem::path& store, Size size,
                     const std::filesystem::path& site, std::chrono::sys_seconds wall,
                     const std::filesystem::path& player)
    : clock_(wall) {
    if (!player.empty())
        player_ = std::make_unique<media::MediaPlayer>(media::MediaPlayer::Options{player}, clock_);
    Options options;
    options.store = store;
    options.site = site;
    options.window = size;
    auto canvas = graphics::Canvas::create_offscreen(size).value();
    parts_ = std::make_unique<Parts>(Parts::create(
                                         options, std::move(canvas), [] {}, true)
                                         .value());
    kiosk_ = std::make_unique<Kiosk>(*parts_, clock_, player_.get());
    wait(Milliseconds(200));
}

bool DemoKiosk::is_playing() const {
    using media::PlayState;
    return player_ != nullptr &&
           (player_->state() == PlayState::Starting || player_->state() == PlayState::Playing);
}

Milliseconds DemoKiosk::pass(Milliseconds step) {
    constexpr Milliseconds kAfterWord{10}, kWithoutWord{2};
    constexpr int kMomentMs = 20;
    if (is_playing()) {
        pollfd source{player_->poll_fd(), POLLIN, 0};
        const bool has_word = ::poll(&source, 1, kMomentMs) > 0;
        step = std::min(step, has_word ? kAfterWord : kWithoutWord);
    }
    clock_.advance(step);
    return step;
}

void DemoKiosk::wait(Milliseconds time) {
    wait(time, Milliseconds(50));
}

void DemoKiosk::wait(Milliseconds time, Milliseconds step) {
    for (Milliseconds passed{0}; passed < time;) {
        passed += pass(step);
        const bool is_drawn = kiosk_->frame();
        if (!is_watching_ || is_drawn) continue;
        const std::uint64_t before = picture();
        kiosk_->frame(true);
        REQUIRE(picture() == before);
    }
}

std::uint64_t DemoKiosk::picture() const {
    return graphics::fingerprint(parts_->canvas->read_pixels().value());
}

void DemoKiosk::tap(Point at) {
    touch(ui::TouchPhase::Down, at);
    wait(Milliseconds(50));
    touch(ui::TouchPhase::Up, at);
    wait(Milliseconds(600));
}

namespace {
std::optional<Rect> find(Kiosk& kiosk, const std::string& label) {
    std::optional<Rect> found;
    auto& stage = kiosk.stage();
    ui::Widget* top = stage.overlay() != nullptr ? stage.overlay() : stage.root();
    top->each([&](const ui::Widget& widget) {
        if (!found && widget.label() == label && !widget.rect().is_empty()) found = widget.rect();
    });
    return found;
}
}  // namespace

void DemoKiosk::tap(const std::string& label) {
    tap_at_once(label);
    wait(Milliseconds(600));
}

void DemoKiosk::tap_at_once(const std::string& label) {
    const auto rect = find(*kiosk_, label);
    REQUIRE_MESSAGE(rect.has_value(), label);
    const Point at{rect->x + rect->width / 2, rect->y + rect->height / 3};
    touch(ui::TouchPhase::Down, at);
    wait(Milliseconds(50));
    touch(ui::TouchPhase::Up, at);
    wait(Milliseconds(50));
}

bool DemoKiosk::shows(const std::string& label) {
    return find(*kiosk_, label).has_value();
}

std::size_t DemoKiosk::bytes_in_use() {
    ui::Context& context = kiosk_->context();
    context.pictures.clear();
    context.text.set_cache_limit(0);
    context.text.set_cache_limit(4u << 20);
    // And the glyphs of every size that somebody has chosen; in the attract loop the language is
    // the site's, whose fonts these are.
    REQUIRE(context.text.set_fonts(find_fonts(context.theme->fonts)));
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

double DemoKiosk::mean_luma() {
    const auto pixels = parts_->canvas->read_pixels().value();
    double sum = 0;
    for (const auto pixel : pixels.pixels)
        sum += 0.299 * ((pixel >> 16) & 255) + 0.587 * ((pixel >> 8) & 255) + 0.114 * (pixel & 255);
    return sum / static_cast<double>(pixels.pixels.size());
}

}  // namespace sen::app::test
