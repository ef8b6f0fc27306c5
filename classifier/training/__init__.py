"""From labels to models: corpus, weak labels, fitting, cross-validation, figures. Needs scikit-learn and skops."""
