// zlib, the system's: see need_zlib in Scripts/prepare.
#include <zlib.h>
