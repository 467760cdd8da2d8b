// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "messages.h"
#include "publish_options.h"

/// The commands of key, publish and inspect. Each says what it did on standard output, what is
/// wrong on standard error, and returns the program's exit code: 0 done or nothing to do, 1
/// refused.
namespace sen::pack {

int key_new_command(const PublishOptions& options, const Messages& messages);
int key_show_command(const PublishOptions& options, const Messages& messages);
int inspect_command(const PublishOptions& options, const Messages& messages);

int init_command(const PublishOptions& options, const Messages& messages);
int delegate_command(const PublishOptions& options, const Messages& messages);
int rotate_command(const PublishOptions& options, const Messages& messages);
int revoke_command(const PublishOptions& options, const Messages& messages);
int renew_command(const PublishOptions& options, const Messages& messages);
int pack_command(const PublishOptions& options, const Messages& messages);
int withdraw_command(const PublishOptions& options, const Messages& messages);
int prune_command(const PublishOptions& options, const Messages& messages);
int review_command(const PublishOptions& options, const Messages& messages);
int sign_command(const PublishOptions& options, const Messages& messages);
int release_command(const PublishOptions& options, const Messages& messages);
int discard_command(const PublishOptions& options, const Messages& messages);

}  // namespace sen::pack
