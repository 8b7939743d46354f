def figures_csv(view, snapshot):
    return ""
