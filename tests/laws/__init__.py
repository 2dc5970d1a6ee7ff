"""What holds for all requests and data; hypothesis looks for the exception."""
