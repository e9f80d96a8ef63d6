"""What pages are put together from: session, address, widgets, drawings, the frame of a lesson."""
