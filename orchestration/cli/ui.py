def ui() -> None:
    """x"""
