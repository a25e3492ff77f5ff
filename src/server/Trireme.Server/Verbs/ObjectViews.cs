using Trireme.Api.Meta.V1;
using Trireme.Machinery.Tables;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>Chooses the view for what a client accepts.</summary>
internal static class ObjectViews
{
    /// <summary>A view for one request.</summary>
    public static IObjectView For(ApiCall call)
    {
        TableOptions.TryParseIncludeObject(call.Query["includeObject"].ToString(), out var include, out _);
        return (call.Media.View, call.Media.Format) switch
        {
            (MediaView.Metadata, MediaFormat.Protobuf) => new ProtobufView(),
            (MediaView.Object, MediaFormat.Protobuf) => new ProtobufView(call.Kind),
            (MediaView.Table, _) => new TableView(call.Kind, include, call.Time),
            (MediaView.Metadata, _) => new MetadataView(),
            _ => new PlainView(call.Kind),
        };
    }

    /// <summary>Refuses a request for a view that does not exist.</summary>
    public static Status? Check(ApiCall call) =>
        call.Media.View != MediaView.Table || TableOptions.TryParseIncludeObject(call.Query["includeObject"].ToString(), out _, out var error)
            ? null
            : StatusErrors.BadRequest(error);
}
