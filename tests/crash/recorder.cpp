// SPDX-License-Identifier: Apache-2.0
#include "crash/recorder.h"

#include "crash/laboratory.h"

namespace sen::crash {

Result<Recorder> Recorder::create(const std::filesystem::path& folder, const FileSystem& kind) {
    SEN_TRY(auto disk, LoggedDisk::create(folder / "disk", kind.disk_bytes));
    SEN_TRY(auto device, LoopDevice::attach(disk->file(), folder));
    std::filesystem::create_directory(folder / "mounted");
    return Recorder(kind, std::move(disk), std::move(device), folder / "mounted");
}

Result<Recording> Recorder::record(std::string name, const Image& image, const Act& act,
                                   CrashCalls& calls) {
    Recording recording;
    recording.name = std::move(name);
    recording.before = image;
    disk_->load(image);
    SEN_CHECK(device_.refresh());
    SEN_TRY(auto mount, Mount::create(device_, mounted_, kind_->type, kind_->recording_options));
    calls.root = mounted_;
    calls.log_size = [&] { return disk_->log_size(); };
    recording.packs_before = {Scene::packs_of(store_on(mounted_))};
    calls.halfway = [&] { recording.packs_before.push_back(Scene::packs_of(store_on(mounted_))); };
    if (!act(store_on(mounted_), calls))
        return fail(ErrorKind::Invalid, "{}: it did not succeed", recording.name);
    recording.reported = disk_->log_size();
    recording.packs_after = Scene::packs_of(store_on(mounted_));
    calls.take_room();
    SEN_CHECK(mount.unmount());
    SEN_TRY(recording.log, disk_->log());
    recording.after = disk_->image();
    return recording;
}

Result<Recorder::Outcome> Recorder::run(const Image& image, const Lie& lie, const Act& act,
                                        CrashCalls& calls) {
    disk_->load(image, lie);
    SEN_CHECK(device_.refresh());
    Outcome outcome;
    {
        SEN_TRY(const auto mount,
                Mount::create(device_, mounted_, kind_->type, kind_->recording_options));
        calls.root = mounted_;
        outcome.is_done = act(store_on(mounted_), calls);
        outcome.packs_now = Scene::packs_of(store_on(mounted_));
        // A file system that has met an error says so once more here; that is no news.
    }
    outcome.has_lied = disk_->has_lied();
    outcome.after = disk_->image();
    return outcome;
}

}  // namespace sen::crash
