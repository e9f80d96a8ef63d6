"""Results to Plotly figures. Nothing is computed here: what is drawn is what was computed."""
