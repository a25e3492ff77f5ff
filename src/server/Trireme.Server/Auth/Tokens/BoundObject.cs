namespace Trireme.Server.Auth.Tokens;

/// <summary>An object that a token names, and that must still be there for the token to be good.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID: another object of the same name is another object.</param>
internal sealed record BoundObject(string Name, string Uid);
