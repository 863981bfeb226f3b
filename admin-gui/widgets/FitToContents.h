// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialog;

namespace auth::console {

/// Has \a dialog grow when a text in it gets longer: a layout asks for width only, and cuts lines that are wrapped
/// later.
void fitToContents(QDialog *dialog);

}
