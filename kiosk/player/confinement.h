// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sen::player {

/// Takes from this process what a decoder does not need: many descriptors, core dumps, new rights,
/// an equal share of the processor, and the last place when memory runs out. What cannot be taken
/// is left; the service unit holds the rest.
void confine_this_process();

}  // namespace sen::player
