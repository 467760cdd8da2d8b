// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "store/faulty_calls.h"

namespace sen::test {

/// Records what a writer does to a store and builds the states in which a power cut may leave the
/// disk. The model is a harsh one: bytes last only when their file was synced after them, a change
/// of a directory only when that directory was synced after it, and what was not synced is lost or
/// kept in any combination and any order. A rename is all or nothing.
class PowerCutModel : public FaultyCalls {
  public:
    /// What the folder holds now counts as durable.
    explicit PowerCutModel(const std::filesystem::path& folder);

    /// The syncs recorded so far, as positions among the operations.
    std::vector<std::size_t> sync_positions() const;
    /// Whether the sync at that position was one of the whole disk.
    bool is_of_all(std::size_t position) const {
        return operations_.at(position).node == kAllNodes;
    }
    std::string describe(std::size_t position) const;
    std::size_t operation_count() const { return operations_.size(); }

    struct Search {
        std::size_t first_cut = 0;                ///< operations before the earliest cut
        std::optional<std::size_t> ignored_sync;  ///< as if the writer had forgotten it
    };
    /// Builds each different state in `target` and asks `check`, telling whether the cut came after
    /// the last operation; returns the first complaint. `states` counts.
    std::optional<std::string> explore(
        const Search& search, const std::filesystem::path& target,
        const std::function<std::optional<std::string>(bool is_after_all)>& check,
        std::size_t& states) const;

    int open(int directory, const std::string& name, int flags, mode_t mode) override;
    ssize_t write(int fd, std::span<const std::byte> bytes) override;
    int sync(int fd) override;
    int sync_disk(int fd) override;
    int rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
               unsigned flags) override;
    int unlink(int directory, const std::string& name, int flags) override;
    int make_directory(int directory, const std::string& name, mode_t mode) override;
    int make_link(const std::string& target, int directory, const std::string& name) override;

  private:
    enum class NodeKind { Directory, File, Link };
    struct Node {
        NodeKind kind = NodeKind::Directory;
        std::map<std::string, std::size_t> entries;  ///< of a directory: names to nodes
        std::string bytes;                           ///< of a file; the target of a link
    };
    struct Operation {
        enum class Kind { Put, Move, Exchange, Remove, Write, Sync };
        Kind kind = Kind::Put;
        std::size_t node = 0, other = 0;  ///< `other`: what an exchange gives the name `name`
        std::size_t directory = 0, to_directory = 0;
        std::string name, to;
        std::string bytes;
    };
    enum class Unsynced { Lost, Zeros, Kept };  ///< fate of bytes that were not synced
    using Nodes = std::vector<Node>;
    static constexpr std::size_t kAllNodes = static_cast<std::size_t>(-1);  ///< of a sync of all

    std::size_t load(const std::filesystem::path& path);
    std::size_t node_of(int fd) const;
    std::size_t add_node(NodeKind kind, const struct stat& facts);
    void put(int directory, const std::string& name, std::size_t node);
    std::size_t last_sync(std::size_t node, std::size_t end,
                          std::optional<std::size_t> ignored) const;
    std::vector<std::size_t> pending(std::size_t end, std::optional<std::size_t> ignored) const;
    Nodes state(std::size_t end, const std::set<std::size_t>& lost, Unsynced unsynced,
                std::optional<std::size_t> ignored) const;
    static void apply(const Operation& operation, Nodes& nodes);
    static std::string text_of(const Nodes& nodes, std::size_t node);
    static void build(const Nodes& nodes, std::size_t node, const std::filesystem::path& path);

    Nodes initial_;
    Nodes now_;  ///< what the processes see
    std::map<std::pair<dev_t, ino_t>, std::size_t> numbers_;
    std::vector<Operation> operations_;
};

}  // namespace sen::test
