"""Settings: `config.yaml`, the environment over it, secrets from files over both.

Every mistake is reported at once, with its line or the name of its variable.  This is our own
few lines and not a settings library because those forget the lines of a YAML file.
"""

from bot.config.checks import DEFAULT_ZONE
from bot.config.loading import load_settings
from bot.config.settings import Settings

__all__ = ["DEFAULT_ZONE", "Settings", "load_settings"]
