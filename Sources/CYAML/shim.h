// libyaml, the system's: see need_yaml in Scripts/prepare.
#include <yaml.h>
