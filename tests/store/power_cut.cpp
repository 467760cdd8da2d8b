// SPDX-License-Identifier: Apache-2.0
#include "store/power_cut.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <cstdint>
#include <fstream>

#include "base/file.h"

namespace sen::test {

namespace fs = std::filesystem;

PowerCutModel::PowerCutModel(const fs::path& folder) {
    load(folder);
    initial_ = now_;
}

std::size_t PowerCutModel::load(const fs::path& path) {
    struct stat facts {};
    SystemCalls::status_at(AT_FDCWD, path.string(), facts);
    const auto kind = S_ISDIR(facts.st_mode)   ? NodeKind::Directory
                      : S_ISLNK(facts.st_mode) ? NodeKind::Link
                                               : NodeKind::File;
    const auto node = add_node(kind, facts);
    if (kind == NodeKind::Link) now_[node].bytes = fs::read_symlink(path).string();
    if (kind == NodeKind::File) now_[node].bytes = read_file(path, 1 << 24).value();
    if (kind != NodeKind::Directory) return node;
    for (const auto& entry : fs::directory_iterator(path)) {
        const auto child = load(entry.path());
        now_[node].entries[entry.path().filename().string()] = child;
    }
    return node;
}

std::size_t PowerCutModel::add_node(NodeKind kind, const struct stat& facts) {
    // A number that was used before now means the new file.
    numbers_[{facts.st_dev, facts.st_ino}] = now_.size();
    now_.push_back({kind, {}, {}});
    return now_.size() - 1;
}

std::size_t PowerCutModel::node_of(int fd) const {
    struct stat facts {};
    const_cast<PowerCutModel*>(this)->SystemCalls::status(fd, facts);
    return numbers_.at({facts.st_dev, facts.st_ino});
}

void PowerCutModel::put(int directory, const std::string& name, std::size_t node) {
    Operation operation;
    operation.node = node;
    operation.directory = node_of(directory);
    operation.name = name;
    operation.bytes = now_[node].bytes;  // of a link
    apply(operation, now_);
    operations_.push_back(std::move(operation));
}

int PowerCutModel::open(int directory, const std::string& name, int flags, mode_t mode) {
    const int fd = FaultyCalls::open(directory, name, flags, mode);
    if (fd < 0 || (flags & O_CREAT) == 0) return fd;
    if (now_[node_of(directory)].entries.contains(name)) return fd;
    struct stat facts {};
    SystemCalls::status(fd, facts);
    put(directory, name, add_node(NodeKind::File, facts));
    return fd;
}

ssize_t PowerCutModel::write(int fd, std::span<const std::byte> bytes) {
    const ssize_t count = FaultyCalls::write(fd, bytes);
    if (count <= 0) return count;
    Operation operation;
    operation.kind = Operation::Kind::Write;
    operation.node = node_of(fd);
    operation.bytes.assign(reinterpret_cast<const char*>(bytes.data()),
                           static_cast<std::size_t>(count));
    operations_.push_back(std::move(operation));
    return count;
}

int PowerCutModel::sync(int fd) {
    const int answer = FaultyCalls::sync(fd);
    if (answer < 0) return answer;
    Operation operation;
    operation.kind = Operation::Kind::Sync;
    operation.node = node_of(fd);
    operations_.push_back(std::move(operation));
    return answer;
}

int PowerCutModel::sync_disk(int fd) {
    const int answer = FaultyCalls::sync_disk(fd);
    if (answer < 0) return answer;
    Operation operation;
    operation.kind = Operation::Kind::Sync;
    operation.node = kAllNodes;
    operations_.push_back(std::move(operation));
    return answer;
}

int PowerCutModel::rename(int from_directory, const std::string& from, int to_directory,
                          const std::string& to, unsigned flags) {
    const int answer = FaultyCalls::rename(from_directory, from, to_directory, to, flags);
    if (answer < 0) return answer;
    Operation operation;
    const bool is_exchange = (flags & RENAME_EXCHANGE) != 0;
    operation.kind = is_exchange ? Operation::Kind::Exchange : Operation::Kind::Move;
    operation.directory = node_of(from_directory);
    operation.to_directory = node_of(to_directory);
    operation.name = from;
    operation.to = to;
    operation.node = now_[operation.directory].entries.at(from);
    if (is_exchange) operation.other = now_[operation.to_directory].entries.at(to);
    apply(operation, now_);
    operations_.push_back(std::move(operation));
    return answer;
}

int PowerCutModel::unlink(int directory, const std::string& name, int flags) {
    const int answer = FaultyCalls::unlink(directory, name, flags);
    if (answer < 0) return answer;
    Operation operation;
    operation.kind = Operation::Kind::Remove;
    operation.directory = node_of(directory);
    operation.name = name;
    operation.node = now_[operation.directory].entries.at(name);
    apply(operation, now_);
    operations_.push_back(std::move(operation));
    return answer;
}

int PowerCutModel::make_directory(int directory, const std::string& name, mode_t mode) {
    const int answer = FaultyCalls::make_directory(directory, name, mode);
    if (answer < 0) return answer;
    struct stat facts {};
    SystemCalls::status_at(directory, name, facts);
    put(directory, name, add_node(NodeKind::Directory, facts));
    return answer;
}

int PowerCutModel::make_link(const std::string& target, int directory, const std::string& name) {
    const int answer = FaultyCalls::make_link(target, directory, name);
    if (answer < 0) return answer;
    struct stat facts {};
    SystemCalls::status_at(directory, name, facts);
    const auto node = add_node(NodeKind::Link, facts);
    now_[node].bytes = target;
    put(directory, name, node);
    return answer;
}

void PowerCutModel::apply(const Operation& operation, Nodes& nodes) {
    auto& entries = nodes[operation.directory].entries;
    const auto found = entries.find(operation.name);
    const bool is_there = found != entries.end() && found->second == operation.node;
    switch (operation.kind) {
        case Operation::Kind::Put:
            entries[operation.name] = operation.node;
            break;
        case Operation::Kind::Move:
            if (is_there) entries.erase(found);
            nodes[operation.to_directory].entries[operation.to] = operation.node;
            break;
        case Operation::Kind::Exchange:
            entries[operation.name] = operation.other;
            nodes[operation.to_directory].entries[operation.to] = operation.node;
            break;
        case Operation::Kind::Remove:
            if (is_there) entries.erase(found);
            break;
        case Operation::Kind::Write:
        case Operation::Kind::Sync:
            break;
    }
}

std::vector<std::size_t> PowerCutModel::sync_positions() const {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < operations_.size(); ++i)
        if (operations_[i].kind == Operation::Kind::Sync) positions.push_back(i);
    return positions;
}

std::string PowerCutModel::describe(std::size_t position) const {
    const auto node = operations_.at(position).node;
    if (node == kAllNodes) return "operation " + std::to_string(position) + " on everything";
    std::string names = "operation " + std::to_string(position) + " on";
    for (const auto& operation : operations_) {
        if (operation.node != node || operation.kind == Operation::Kind::Sync) continue;
        names += " " + operation.name + (operation.to.empty() ? "" : "→" + operation.to);
    }
    return node == 0 ? names + " the store itself" : names;
}

/// One past the position of the node's last sync before `end`; 0 when there is none.
std::size_t PowerCutModel::last_sync(std::size_t node, std::size_t end,
                                     std::optional<std::size_t> ignored) const {
    for (std::size_t i = end; i-- > 0;)
        if (operations_[i].kind == Operation::Kind::Sync && ignored != i &&
            (operations_[i].node == node || operations_[i].node == kAllNodes))
            return i + 1;
    return 0;
}

/// The changes of directories that no sync has made durable.
std::vector<std::size_t> PowerCutModel::pending(std::size_t end,
                                                std::optional<std::size_t> ignored) const {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < end; ++i) {
        const auto& operation = operations_[i];
        using Kind = Operation::Kind;
        if (operation.kind == Kind::Write || operation.kind == Kind::Sync) continue;
        auto durable = last_sync(operation.directory, end, ignored);
        if (operation.kind == Kind::Move) durable = last_sync(operation.to_directory, end, ignored);
        if (durable <= i) positions.push_back(i);
    }
    return positions;
}

PowerCutModel::Nodes PowerCutModel::state(std::size_t end, const std::set<std::size_t>& lost,
                                          Unsynced unsynced,
                                          std::optional<std::size_t> ignored) const {
    Nodes nodes = now_;  // for the kinds and the links of those that came later
    std::copy(initial_.begin(), initial_.end(), nodes.begin());
    for (std::size_t i = initial_.size(); i < nodes.size(); ++i) nodes[i].entries.clear();
    for (std::size_t i = 0; i < end; ++i) {
        const auto& operation = operations_[i];
        if (operation.kind != Operation::Kind::Write) {
            if (!lost.contains(i)) apply(operation, nodes);
            continue;
        }
        auto& bytes = nodes[operation.node].bytes;
        if (unsynced == Unsynced::Kept || i < last_sync(operation.node, end, ignored)) {
            bytes += operation.bytes;
        } else if (unsynced == Unsynced::Zeros) {
            bytes.append(operation.bytes.size(), '\0');
        }
    }
    return nodes;
}

std::string PowerCutModel::text_of(const Nodes& nodes, std::size_t node) {
    std::string text = std::to_string(static_cast<int>(nodes[node].kind)) + nodes[node].bytes;
    for (const auto& [name, child] : nodes[node].entries) {
        text += "(" + name + " ";
        // What lies half-written in staging/ differs endlessly and is never read.
        if (name.ends_with(".part")) continue;
        text += text_of(nodes, child) + ")";
    }
    return text;
}

void PowerCutModel::build(const Nodes& nodes, std::size_t node, const fs::path& path) {
    switch (nodes[node].kind) {
        case NodeKind::Link:
            fs::create_symlink(nodes[node].bytes, path);
            break;
        case NodeKind::File:
            std::ofstream(path, std::ios::binary) << nodes[node].bytes;
            break;
        case NodeKind::Directory:
            fs::create_directory(path);
            for (const auto& [name, child] : nodes[node].entries) build(nodes, child, path / name);
    }
}

std::optional<std::string> PowerCutModel::explore(
    const Search& search, const fs::path& target,
    const std::function<std::optional<std::string>(bool is_after_all)>& check,
    std::size_t& states) const {
    std::set<std::pair<bool, std::size_t>> seen;
    std::uint32_t random = 1;
    // Where a forgotten sync does harm can be a single moment.
    const auto step = search.ignored_sync ? 1 : static_cast<std::size_t>(kSweepStep);
    for (std::size_t end = search.first_cut; end <= operations_.size(); ++end) {
        if (end % step != 0 && end != operations_.size()) continue;
        const auto open = pending(end, search.ignored_sync);
        const std::set<std::size_t> all(open.begin(), open.end());
        std::vector<std::set<std::size_t>> choices = {{}, all};
        for (const auto one : open) {
            choices.push_back({one});
            choices.push_back(all);
            choices.back().erase(one);
        }
        for (int i = 0; i < 8 && open.size() > 2; ++i) {
            auto& some = choices.emplace_back();
            for (const auto one : open) {
                random = random * 1664525 + 1013904223;
                if ((random >> 16) % 2 == 0) some.insert(one);
            }
        }
        const bool is_after_all = end == operations_.size();
        for (const auto& lost : choices) {
            for (const auto unsynced : {Unsynced::Lost, Unsynced::Zeros, Unsynced::Kept}) {
                const auto nodes = state(end, lost, unsynced, search.ignored_sync);
                if (!seen.emplace(is_after_all, std::hash<std::string>()(text_of(nodes, 0))).second)
                    continue;
                ++states;
                fs::remove_all(target);
                build(nodes, 0, target);
                if (auto fault = check(is_after_all))
                    return "cut after " + std::to_string(end) + " operations: " + *fault;
            }
        }
    }
    return std::nullopt;
}

}  // namespace sen::test
