"""Settings: `config.yaml`, the environment, and files of secrets."""
